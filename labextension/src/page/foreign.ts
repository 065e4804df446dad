// Widgets that are not ours need JupyterLab's code: Voilà's front end brings it, once one is shown.

interface ForeignManager {
  get_model(id: string): Promise<unknown>;
  create_view(model: unknown): Promise<unknown>;
}

interface Voila {
  widgetManagerPromise: { promise: Promise<ForeignManager> };
}

/** How long a widget may take to be known to both managers, in milliseconds. */
const PATIENCE = 10_000;
let voila: Promise<ForeignManager> | undefined;

/** A view of the widget of that id, made by Voilà's own manager. */
export async function createForeignView(id: string, scripts: string[]): Promise<unknown> {
  voila ??= loadVoila(scripts);
  const manager = await voila;
  return manager.create_view(await findModel(manager, id));
}

/** Both managers hear of a widget at their own times. */
async function findModel(manager: ForeignManager, id: string): Promise<unknown> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await manager.get_model(id);
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}

async function loadVoila(scripts: string[]): Promise<ForeignManager> {
  await loaded();
  const stop = answerLateListeners();
  for (const src of scripts) {
    const script = document.createElement('script');
    script.src = src;
    document.head.append(script);
  }
  const app = await started();
  stop();
  return app.widgetManagerPromise.promise;
}

const loaded = (): Promise<void> =>
  new Promise(resolve => {
    if (document.readyState === 'complete') {
      resolve();
    } else {
      window.addEventListener('load', () => resolve(), { once: true });
    }
  });

/** Voilà's front end starts when the page has loaded. It has: so who listens for that is called at once. */
function answerLateListeners(): () => void {
  const listen = window.addEventListener;
  window.addEventListener = ((type: string, listener: () => void, options?: boolean) => {
    if (type === 'load') {
      queueMicrotask(listener);
    } else {
      listen.call(window, type, listener, options);
    }
  }) as typeof listen;
  return () => {
    window.addEventListener = listen;
  };
}

/** It leaves itself in a variable when it has started, and tells nobody. */
async function started(): Promise<Voila> {
  for (;;) {
    const { jupyterapp } = window as never as { jupyterapp?: Voila };
    if (jupyterapp) {
      return jupyterapp;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
