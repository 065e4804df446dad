// The plugin: tells the host's widget managers where our widgets are. Nothing else loads until one is shown.
import { IJupyterWidgetRegistry } from '@jupyter-widgets/base';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';

import { MODULE, VERSION } from './version';

const plugin: JupyterFrontEndPlugin<void> = {
  id: `${MODULE}:widgets`,
  description: "Streamlit's programming model, native to Jupyter.",
  autoStart: true,
  requires: [IJupyterWidgetRegistry],
  activate: (_app: JupyterFrontEnd, registry: IJupyterWidgetRegistry) => {
    registry.registerWidget({ name: MODULE, version: VERSION, exports: () => import('./widgets') });
  }
};

export default plugin;
