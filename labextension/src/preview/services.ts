// What the parts of the preview share.
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Follower } from './follow';

/** Where a preview stands. */
export type Mode = 'sidebar' | 'tab' | 'split';

export const DEVICES = { panel: 0, phone: 390, tablet: 820, page: 1280 } as const;
export type Device = keyof typeof DEVICES;

export interface Settings {
  live: boolean;
  /** Seconds. */
  pause: number;
  panelWidth: number;
  device: Device;
}

export const DEFAULTS: Settings = { live: true, pause: 0.5, panelWidth: 400, device: 'panel' };

export interface Services {
  app: JupyterFrontEnd;
  follower: Follower;
  trans: TranslationBundle;
  settings: () => Settings;
  /** Calls back when a setting changes. */
  onSettings: (listener: () => void) => () => void;
}
