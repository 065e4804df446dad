// The models of our widgets. They hold no DOM; `AppView` (app.tsx) draws the page.
import { DOMWidgetModel, type IBackboneModelOptions, WidgetModel } from '@jupyter-widgets/base';

import { MODULE, VERSION } from '../version';
import { Console } from './console';
import { openApp } from './open';
import { nextPlace, pageName } from './order';
import { type Reply, Store } from './store';
import type { Answer, Json, Leave, Message, Patch, Printed, Tree } from './wire';

/** How long we wait for a model that a page names, in milliseconds. */
const PATIENCE = 2000;

/** What the kernel tells an input. */
interface Told {
  method: string;
  value: Json;
  at?: [page: string, number: number];
}

type Received = Patch | Answer | Printed | Leave;

const ours = (name: string, view: string | null) => ({
  _model_module: MODULE,
  _model_module_version: VERSION,
  _model_name: name,
  _view_module: MODULE,
  _view_module_version: VERSION,
  _view_name: view
});

/** The root model of a page. All views of it draw the same store. */
export class AppModel extends DOMWidgetModel {
  // Made in `initialize`, which Backbone calls before fields of a subclass would be set.
  declare readonly store: Store;
  declare readonly console: Console;
  declare private shown: number;

  override defaults(): Backbone.ObjectHash {
    const tree: Tree = { seq: 0, state: 'idle', nodes: {} };
    return {
      ...super.defaults(),
      ...ours('AppModel', 'AppView'),
      layout: null,
      style: null,
      tree,
      blobs: {},
      console: []
    };
  }

  override initialize(attributes: Backbone.ObjectHash, options: IBackboneModelOptions): void {
    super.initialize(attributes, options);
    Object.assign(this, {
      store: new Store({
        send: (message, buffers) => this.send(message as never, undefined, buffers),
        getModel: id => this.findModel(id),
        place: () => nextPlace(this)
      }),
      console: new Console(),
      shown: 0
    });
    this.on('change:tree', () => this.load());
    this.on('change:console', () => this.loadConsole());
    this.on('msg:custom', (message: Received, buffers?: DataView[]) => this.receive(message, buffers));
    this.load();
    this.loadConsole();
    void this.store.verify();
    openApp(this);
  }

  /** A view came or went. Where there is none, what runs every so often rests. */
  count(change: 1 | -1): void {
    this.shown += change;
    if (this.comm_live) {
      try {
        this.send({ method: 'views', page: pageName(this), count: this.shown } as never);
      } catch (error) {
        // Its notebook was closed before its view: who removes the view must not fail over that.
        console.debug('jupyter_streamkit:', error);
      }
    }
  }

  /** Ask an element of the page; rejects with the kernel's own words when it cannot answer. */
  ask(node: string, request: { [name: string]: Json }): Promise<Reply> {
    return this.store.ask(node, request);
  }

  post(message: Message): void {
    this.store.post(message);
  }

  clearConsole(): void {
    this.console.load([]);
    this.post({ method: 'clear_console' });
  }

  private loadConsole(): void {
    this.console.load(this.get('console') ?? []);
  }

  private load(): void {
    void this.store.load(this.get('tree'), this.get('blobs'));
  }

  private receive(message: Received, buffers: DataView[] = []): void {
    if (message.method === 'patch') {
      void this.store.patch(message, buffers);
    } else if (message.method === 'answer') {
      this.store.answer(message, buffers);
    } else if (message.method === 'print') {
      this.console.add(message.lines);
    } else if (message.method === 'leave') {
      window.location.assign(message.address);
    }
  }

  /** While a page is restored its models come in any order, so one that is not there yet may still come. */
  private async findModel(id: string): Promise<WidgetModel> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      try {
        return await this.widget_manager.get_model(id);
      } catch (error) {
        if (Date.now() > end || !this.comm_live) {
          throw error;
        }
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    }
  }
}

/** The value of an input. What draws it is the node of the page that names it. */
export class InputModel extends WidgetModel {
  /** The count of the last value that this page wrote. */
  declare private written?: number;

  override defaults(): Backbone.ObjectHash {
    return { ...super.defaults(), ...ours('InputModel', null), value: null };
  }

  override initialize(attributes: Backbone.ObjectHash, options: IBackboneModelOptions): void {
    super.initialize(attributes, options);
    this.on('msg:custom', (message: Told) => this.hear(message));
  }

  /** Who asks for all models, as JupyterLab does once it is connected again, may have written a value meanwhile. */
  override set_state({ done, ...state }: { done?: { [page: string]: number }; value?: Json }): void {
    if (done && this.written !== undefined && (done[pageName(this)] ?? 0) < this.written) {
      delete state.value;
    }
    super.set_state(state);
  }

  /** One of the pages that show the app wrote the value; of our own we pass over those that are out of date. */
  private hear({ method, value, at }: Told): void {
    if (method === 'value' && (at?.[0] !== pageName(this) || at[1] === this.written)) {
      this.set('value', value);
    }
  }

  /**
   * Sent at once: ipywidgets would keep a value back while the model's last message is being handled.
   */
  override save_changes(): void {
    if (this.comm_live) {
      const at = nextPlace(this);
      this.written = at[1];
      this.send_sync_message({ value: this.get('value'), at });
    }
  }
}
