// Whether the kernel behind a page still lives. Every host has its own widget manager, so what we look for
// is looked for by shape: where it is missing, nothing is watched but the model's own comm.
import type { AppModel } from '../models';

export type Trouble = 'dead' | 'died' | 'restarted' | 'closed' | 'offline';

/** Of several signs, the one that says most. */
const WEIGHT: { [trouble in Trouble]: number } = { offline: 0, closed: 1, restarted: 2, died: 3, dead: 4 };

interface Signal<T> {
  connect(slot: (sender: unknown, value: T) => void): void;
}

interface Kernel {
  status?: string;
  connectionStatus?: string;
  statusChanged?: Signal<string>;
  connectionStatusChanged?: Signal<string>;
}

interface Manager {
  kernel?: Kernel | null;
  context?: { sessionContext?: Kernel };
}

interface Watch {
  trouble: () => Trouble | undefined;
  subscribe: (listener: () => void) => () => void;
}

const watches = new WeakMap<AppModel, Watch>();

export function watchKernel(model: AppModel): Watch {
  const watch = watches.get(model) ?? makeWatch(model);
  watches.set(model, watch);
  return watch;
}

/** Whether the kernel still has the app: it may be out of reach for a moment. */
export function isAlive(model: AppModel): boolean {
  const trouble = watchKernel(model).trouble();
  return model.comm_live && (trouble === undefined || trouble === 'offline');
}

/** The kernel's death outlasts everything: a kernel that comes after it does not know this page. */
function makeWatch(model: AppModel): Watch {
  const listeners = new Set<() => void>();
  let lost: Trouble | undefined;
  let offline = false;
  const changed = () => {
    for (const listener of listeners) {
      listener();
    }
  };
  const lose = (trouble: Trouble) => {
    if (!lost || WEIGHT[trouble] > WEIGHT[lost]) {
      lost = trouble;
      changed();
    }
  };
  const manager = model.widget_manager as unknown as Manager;
  // A notebook's session context tells of kernels to come as well, and of the death of this one.
  const source = manager.context?.sessionContext ?? manager.kernel;
  source?.statusChanged?.connect((_, status) => {
    if (status === 'dead') {
      lose('dead');
    } else if (status === 'autorestarting') {
      lose('died');
    } else if (status === 'restarting') {
      lose('restarted');
    } else if (status === 'terminating') {
      lose('closed');
    }
  });
  source?.connectionStatusChanged?.connect((_, status) => {
    offline = status === 'connecting' || status === 'disconnected';
    changed();
  });
  model.on('comm_live_update', () => {
    if (!model.comm_live) {
      lose('restarted');
    }
  });
  model.on('comm:close', () => lose('closed'));
  return {
    trouble: () => lost ?? (offline ? 'offline' : undefined),
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    }
  };
}
