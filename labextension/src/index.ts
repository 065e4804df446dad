// The plugin: tells the host's widget managers where our widgets are. Nothing else loads until one is shown.
import { IJupyterWidgetRegistry } from '@jupyter-widgets/base';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';

import { MODULE, VERSION } from './version';

/** A page of our own (`page/`) draws our widgets itself, and has Voilà's front end for foreign ones only. */
const isGuest = (): boolean => document.getElementById('streamkit-page') !== null;

const plugin: JupyterFrontEndPlugin<void> = {
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

export default plugin;
