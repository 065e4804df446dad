// The plugin of the preview: an empty panel, its commands and its settings. The rest loads when it is used.
import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { MODULE } from '../version';
import { ACTIONS, CONVERSIONS } from './actions';
import { Follower } from './follow';
import { previewIcon } from './icon';
import { PANEL_ID, PreviewPanel } from './panel';
import { DEFAULTS, type Mode, type Services, type Settings } from './services';

const ID = `${MODULE}:preview`;

export const preview: JupyterFrontEndPlugin<void> = {
  id: ID,
  description: 'The app beside the notebook, live while it is written.',
  autoStart: true,
  optional: [ICommandPalette, ISettingRegistry, ITranslator, ILayoutRestorer],
  activate: (
    app: JupyterFrontEnd,
    palette: ICommandPalette | null,
    registry: ISettingRegistry | null,
    translator: ITranslator | null,
    restorer: ILayoutRestorer | null
  ) => {
    // Published pages have no palette, and no notebook to stand beside.
    if (palette) {
      const trans = (translator ?? nullTranslator).load(MODULE);
      const services = { app, follower: new Follower(app), trans, ...settingsOf(registry) };
      addPanel(services, restorer);
      addCommands(services, palette);
      addTabs(services, palette, restorer);
    }
  }
};

function settingsOf(registry: ISettingRegistry | null): Pick<Services, 'settings' | 'onSettings'> {
  let now: Settings = DEFAULTS;
  const listeners = new Set<() => void>();
  void registry?.load(ID).then(settings => {
    const read = () => {
      now = { ...DEFAULTS, ...(settings.composite as unknown as Partial<Settings>) };
      for (const listener of [...listeners]) {
        listener();
      }
    };
    settings.changed.connect(read);
    read();
  });
  return {
    settings: () => now,
    onSettings: listener => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    }
  };
}

function addPanel(services: Services, restorer: ILayoutRestorer | null): void {
  const panel = new PreviewPanel(services, PANEL_ID);
  services.app.shell.add(panel, 'right', { rank: 950, type: 'Streamkit Preview' });
  restorer?.add(panel, PANEL_ID);
}

function addCommands({ app, trans, ...services }: Services, palette: ICommandPalette): void {
  const category = trans.__('Streamkit');
  const all = { ...ACTIONS(trans), ...CONVERSIONS(trans) };
  for (const [name, label] of Object.entries(all)) {
    const command = `streamkit:${name}`;
    app.commands.addCommand(command, {
      label,
      isEnabled: () => name === 'import-script' || services.follower.current() !== null,
      execute: async () => {
        const { act } = await import('./content');
        await act(name, { app, trans, ...services });
      }
    });
    palette.addItem({ command, category });
  }
}

/** Notebook 7 has one widget in its main area: there the preview stands in the sidebar only. */
const hasTabs = (app: JupyterFrontEnd) => 'mode' in app.shell;

function addTabs(services: Services, palette: ICommandPalette, restorer: ILayoutRestorer | null): void {
  const { app, trans } = services;
  const tracker = new WidgetTracker<PreviewPanel>({ namespace: PANEL_ID });
  const labels: { [mode in Mode]: string } = {
    sidebar: trans.__('Preview the App'),
    tab: trans.__('Preview the App in a Tab'),
    split: trans.__('Preview the App Beside the Notebook')
  };
  const open = (mode: Exclude<Mode, 'sidebar'>, id = `${PANEL_ID}-${mode}`) => {
    const known = tracker.find(panel => panel.id === id);
    const panel = known ?? new PreviewPanel(services, id);
    panel.title.label = trans.__('App');
    if (!known) {
      const ref = services.follower.current()?.id;
      app.shell.add(panel, 'main', mode === 'split' ? { mode: 'split-right', ref } : { mode: 'tab-after' });
      void tracker.add(panel);
    }
    app.shell.activateById(id);
  };
  const modeOf = (args: { mode?: unknown }): Mode =>
    hasTabs(app) && (args.mode === 'tab' || args.mode === 'split') ? args.mode : 'sidebar';
  app.commands.addCommand('streamkit:open-preview', {
    label: args => (args.toolbar ? '' : labels[modeOf(args)]),
    caption: args => labels[modeOf(args)],
    icon: args => (args.isPalette ? undefined : previewIcon),
    isVisible: args => hasTabs(app) || args.mode === undefined || args.mode === 'sidebar',
    execute: args => {
      const mode = modeOf(args);
      if (mode === 'sidebar') {
        showPanel(app);
      } else {
        open(mode);
      }
    }
  });
  for (const mode of hasTabs(app) ? (['sidebar', 'tab', 'split'] as const) : (['sidebar'] as const)) {
    palette.addItem({
      command: 'streamkit:open-preview',
      category: trans.__('Streamkit'),
      args: { mode, isPalette: true }
    });
  }
  void restorer?.restore(tracker, {
    command: 'streamkit:open-preview',
    args: panel => ({ mode: panel.id.slice(PANEL_ID.length + 1) }),
    name: panel => panel.id
  });
}

/**
 * JupyterLab opens the sidebar with the panel; Notebook has to be told to. Who opens it can go on writing; asked for
 * again, it takes the focus.
 */
function showPanel(app: JupyterFrontEnd): void {
  const panel = document.getElementById(PANEL_ID);
  if (panel?.checkVisibility()) {
    panel.querySelector<HTMLElement>('button, select')?.focus();
    return;
  }
  const shell = app.shell as JupyterFrontEnd.IShell & { expandRight?: (id?: string) => void };
  shell.expandRight?.(PANEL_ID);
  shell.activateById(PANEL_ID);
}
