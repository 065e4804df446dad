// The apps that are open in this window. The preview beside a notebook finds them here.
import type { AppModel } from './models';

const models = new Set<AppModel>();
const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of [...listeners]) {
    listener();
  }
}

export const openApps = (): AppModel[] => [...models];

export function openApp(model: AppModel): void {
  models.add(model);
  model.on('destroy comm:close', () => {
    models.delete(model);
    changed();
  });
  model.on('comm_live_update', changed);
  changed();
}

export function watchApps(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
