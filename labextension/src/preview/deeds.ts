// What the toolbar and the commands do.
import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import { isAlive } from '../widgets/frame/kernel';
import type { AppModel } from '../widgets/models';
import type { Action, Conversion } from './actions';
import { Bench, type Entry } from './bench';
import { exportScript, importScript, publish } from './convert';
import { onEnd } from './ends';
import type { Services } from './services';
import { tell } from './tell';

/** How long a stop may take until we say why it does not act, in milliseconds. */
const PATIENCE = 1500;
const pause = () => new Promise<undefined>(resolve => setTimeout(resolve, PATIENCE));

/** What needs a session. */
type Inside = 'stop' | 'reset' | 'clear-caches';
const INSIDE: { [name in Inside]: (bench: Bench, model: AppModel) => unknown } = {
  stop,
  reset: async (bench, model) => {
    model.store.expectRun();
    await bench.ask(model, { do: 'reset' });
  },
  'clear-caches': (_, model) => model.post({ method: 'clear_caches' })
};

const isInside = (name: Action): name is Inside => name in INSIDE;

const OUTSIDE: { [name in Exclude<Action, Inside>]: (bench: Bench, entry: Entry) => unknown } = {
  rerun: (bench, { id, model }) =>
    model && isAlive(model) ? model.post({ method: 'rerun' }) : bench.run([id]),
  'open-in-voila': openInVoila,
  'copy-link': copyLink,
  screenshot
};

const CONVERSIONS: { [name in Conversion]: (services: Services) => Promise<void> } = {
  publish,
  'export-script': exportScript,
  'import-script': importScript
};

/** Do something with the app that the current notebook shows; says so when it cannot. */
export async function act(name: string, services: Services): Promise<void> {
  try {
    await (name in CONVERSIONS ? CONVERSIONS[name as Conversion](services) : actOn(name as Action, services));
  } catch (error) {
    tell('error', error instanceof Error ? error.message : String(error));
  }
}

function actOn(name: Action, services: Services): unknown {
  const { trans, follower } = services;
  const panel = follower.current();
  const bench = panel && Bench.of(panel, services);
  const entry = bench?.chosen;
  if (!bench || !entry) {
    throw new Error(trans.__('This notebook has no app: a cell that begins with %1.', '%%streamapp'));
  }
  if (!isInside(name)) {
    return OUTSIDE[name](bench, entry);
  }
  const { model } = entry;
  if (!(model && isAlive(model))) {
    throw new Error(trans.__('The app does not run: run it first.'));
  }
  return INSIDE[name](bench, model);
}

async function stop(bench: Bench, model: AppModel): Promise<void> {
  // Another run may have begun by the time that we look.
  const ended = new Promise<'ended'>(resolve => {
    const stop = onEnd(model, () => {
      stop();
      resolve('ended');
    });
  });
  model.post({ method: 'stop' });
  if ((await Promise.race([ended, pause()])) === 'ended' || model.store.state !== 'running') {
    return;
  }
  const { trans } = bench.services;
  const where = await Promise.race([ended, bench.ask(model, { do: 'where' }), pause()]);
  if (where === 'ended' || model.store.state !== 'running') {
    return;
  }
  if (where === undefined) {
    tell(
      'warning',
      trans.__(
        'The kernel does not answer: it runs a cell, or code that Python cannot cut. Interrupt or restart it.'
      )
    );
  } else if (where.line !== undefined) {
    const { line, text } = where as { line: number; text: string };
    tell(
      'warning',
      trans.__(
        'Stop waits for line %1, which Python cannot cut (a sleep, a download, a library): %2',
        String(line),
        text
      )
    );
  }
}

function address({ panel }: Bench): string {
  const path = URLExt.encodeParts(panel.context.localPath);
  const base = URLExt.join(PageConfig.getBaseUrl(), 'voila/render', path);
  return `${base}?template=streamkit`;
}

/** Whether the page's own server publishes notebooks. */
async function hasVoila(): Promise<boolean> {
  const settings = ServerConnection.makeSettings();
  const url = URLExt.join(settings.baseUrl, 'voila/tree');
  return (await ServerConnection.makeRequest(url, {}, settings)).ok;
}

async function openInVoila(bench: Bench): Promise<void> {
  const { trans } = bench.services;
  // Opened at once, as a browser allows it right after a click only.
  const page = window.open('', '_blank');
  if (!(await hasVoila())) {
    page?.close();
    tell(
      'error',
      trans.__(
        'This server does not publish notebooks: install voila beside it (pip install voila), and restart the server.'
      )
    );
    return;
  }
  await bench.panel.context.save();
  if (page) {
    page.opener = null;
    page.location.href = address(bench);
  } else {
    tell('info', trans.__('The browser kept the page from opening: %1', address(bench)));
  }
}

async function copyLink(bench: Bench): Promise<void> {
  const { trans } = bench.services;
  const link = address(bench);
  try {
    await navigator.clipboard.writeText(link);
    tell('success', trans.__('Copied: %1', link));
  } catch {
    tell('info', trans.__('The link to the app: %1', link));
  }
}

async function screenshot({ services: { trans } }: Bench, entry: Entry): Promise<void> {
  const app = [...document.querySelectorAll<HTMLElement>('.skp-stage .stApp')].find(each =>
    each.checkVisibility()
  );
  if (!app) {
    throw new Error(trans.__('Open the preview to take a picture of the app.'));
  }
  const { toPng } = await import('html-to-image');
  const link = document.createElement('a');
  const { backgroundColor } = getComputedStyle(app);
  // Of the fonts we bring the one format that every browser knows.
  link.href = await toPng(app, { pixelRatio: 2, backgroundColor, preferredFontFormat: 'woff2' });
  link.download = `${entry.label.replace(/ *\[\d+\]$/, '') || 'app'}.png`;
  link.click();
}
