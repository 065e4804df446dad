// The notebook that is worked on: the current one, or the last that was.
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Widget } from '@lumino/widgets';

interface Shell {
  currentChanged?: { connect(slot: () => void): void };
}

/** Told by its shape: importing the class would load the notebook's code into hosts that have none. */
function isNotebook(widget: Widget | null): widget is NotebookPanel {
  return (
    widget !== null &&
    'sessionContext' in widget &&
    'content' in widget &&
    widget.node.classList.contains('jp-NotebookPanel')
  );
}

export class Follower {
  private notebook: NotebookPanel | null = null;
  private listeners = new Set<() => void>();

  constructor(private readonly app: JupyterFrontEnd) {
    (app.shell as Shell).currentChanged?.connect(() => this.look());
    void app.restored.then(() => this.look());
  }

  current = (): NotebookPanel | null => this.notebook;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  private look(): void {
    const widget = this.app.shell.currentWidget;
    if (isNotebook(widget) && widget !== this.notebook) {
      this.notebook = widget;
      widget.disposed.connect(() => this.closed(widget));
      this.changed();
    }
  }

  private closed(notebook: NotebookPanel): void {
    if (this.notebook === notebook) {
      this.notebook = null;
      this.changed();
      this.look();
    }
  }

  private changed(): void {
    for (const listener of [...this.listeners]) {
      listener();
    }
  }
}
