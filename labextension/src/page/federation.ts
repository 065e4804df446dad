// The views are those of JupyterLab's extension, from the same files: this page is one more host of them, and
// shares with them what JupyterLab would.
import React from 'react';
import ReactDOM from 'react-dom';

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

/** As `rspack.config.js` names it. */
declare const jupyter_streamkit_page: Container;

function load(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${url} cannot be loaded`));
    script.src = url;
    document.head.append(script);
  });
}

/** Loads the models and views of our widgets. */
export async function loadWidgets<T>(url: string): Promise<T> {
  await load(url);
  await jupyter_streamkit_page.init(SCOPE);
  return (await jupyter_streamkit_page.get('./widgets'))() as T;
}
