// The plugin: tells the host's widget managers where our widgets are. Nothing else loads until one is shown.
import { IJupyterWidgetRegistry } from '@jupyter-widgets/base';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';

import { MODULE, VERSION } from './version';

/** A page of ours (`page/`) asks for the views itself, then for Voilà's front end if there are foreign widgets. */
const isGuest = (app: JupyterFrontEnd | null): boolean =>
  app !== null && document.getElementById('streamkit-page') !== null;

const plugin: JupyterFrontEndPlugin<void> = {
  id: `${MODULE}:widgets`,
  description: "Streamlit's programming model, native to Jupyter.",
  autoStart: true,
  requires: [IJupyterWidgetRegistry],
  activate: (app: JupyterFrontEnd | null, registry: IJupyterWidgetRegistry) => {
    registry.registerWidget({
      name: MODULE,
      version: VERSION,
      exports: () =>
        isGuest(app) ? import('./page/guest') : import(/* webpackChunkName: "widgets" */ './widgets')
    });
  }
};

export default plugin;
