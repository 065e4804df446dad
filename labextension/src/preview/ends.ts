// When a chain of runs ends.
import type { AppModel } from '../widgets/models';

/** Calls back at the patch that ends a chain of runs; returns what ends that. */
export function onEnd(model: AppModel, ended: () => void): () => void {
  const look = (message: { method: string; state?: string }) => {
    if (message.method === 'patch' && message.state === 'idle') {
      ended();
    }
  };
  model.on('msg:custom', look);
  return () => {
    model.off('msg:custom', look);
  };
}
