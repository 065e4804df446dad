// The plugins. Nothing but their few lines loads until an app is shown, or the preview opened.
import { IJupyterWidgetRegistry } from '@jupyter-widgets/base';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';

import { preview } from './preview/plugin';
import { MODULE, VERSION } from './version';

/** Tells the host's widget managers where our widgets are. */
const widgets: JupyterFrontEndPlugin<void> = {
  id: `${MODULE}:widgets`,
  description: "Streamlit's programming model, native to Jupyter.",
  autoStart: true,
  requires: [IJupyterWidgetRegistry],
  activate: (_app: JupyterFrontEnd, registry: IJupyterWidgetRegistry) => {
    registry.registerWidget({ name: MODULE, version: VERSION, exports: () => import('./widgets') });
  }
};

export default [widgets, preview];
