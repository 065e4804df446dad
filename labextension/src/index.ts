// The plugins. Nothing but their few lines loads until an app is shown, or the preview opened.
import { IJupyterWidgetRegistry } from '@jupyter-widgets/base';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';

import { preview } from './preview/plugin';
import { MODULE, VERSION } from './version';

/** A page of our own (`page/`) draws our widgets itself, and has Voilà's front end for foreign ones only. */
const isGuest = (): boolean => document.getElementById('streamkit-page') !== null;

/** Tells the host's widget managers where our widgets are. */
const widgets: JupyterFrontEndPlugin<void> = {
  id: `${MODULE}:widgets`,
  description: "Streamlit's programming model, native to Jupyter.",
  autoStart: true,
  requires: [IJupyterWidgetRegistry],
  activate: (_app: JupyterFrontEnd, registry: IJupyterWidgetRegistry) => {
    registry.registerWidget({
      name: MODULE,
      version: VERSION,
      exports: () =>
        isGuest() ? import('./page/guest') : import(/* webpackChunkName: "widgets" */ './widgets')
    });
  }
};

export default [widgets, preview];
