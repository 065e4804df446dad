// The views are those of JupyterLab's extension, from the same files: this page is one more host of them, and
// shares with them what JupyterLab would.
import React from 'react';
import ReactDOM from 'react-dom';

import { MODULE } from '../version';
import * as base from './base';

/** Module federation's own shape of what a host shares. */
interface Shared {
  [version: string]: { get: () => Promise<() => unknown>; from: string; eager: boolean; loaded: 1 };
}

interface Container {
  init(scope: { [name: string]: Shared }): Promise<void>;
  get(name: string): Promise<() => unknown>;
}

const share = (version: string, library: unknown): Shared => ({
  [version]: { get: async () => () => library, from: 'page', eager: true, loaded: 1 }
});

// By the packages' own versions: React DOM calls itself something else.
const SCOPE = {
  react: share(VERSIONS.react, React),
  'react-dom': share(VERSIONS['react-dom'], ReactDOM),
  '@jupyter-widgets/base': share(VERSIONS['@jupyter-widgets/base'], base)
};

interface Registration {
  exports: () => Promise<unknown>;
}

interface Plugin {
  activate(app: null, registry: { registerWidget(registration: Registration): void }): void;
}

function load(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${url} cannot be loaded`));
    script.src = url;
    document.head.append(script);
  });
}

/** Loads what the extension registers with a host's widget managers. */
export async function loadWidgets<T>(url: string): Promise<T> {
  await load(url);
  const container = (window as never as { _JUPYTERLAB: { [name: string]: Container } })._JUPYTERLAB[MODULE]!;
  await container.init(SCOPE);
  const { default: plugin } = (await container.get('./extension'))() as { default: Plugin };
  return new Promise((resolve, reject) => {
    const registerWidget = ({ exports }: Registration) => exports().then(it => resolve(it as T), reject);
    plugin.activate(null, { registerWidget });
  });
}
