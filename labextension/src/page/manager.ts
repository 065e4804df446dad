// The models of the page: made as the kernel opens their comms, or tells of them.

import { MODULE } from '../version';
import { type Attributes, WidgetModel } from './base';
import { Comm } from './comm';
import type { Connection, Listener, Status } from './connection';
import type { Message } from './messages';

type ModelClass = typeof WidgetModel;
type View = unknown;

/** Milliseconds between questions for a page that the kernel has not told of; the last stays. */
const PAUSES = [250, 500, 1000, 2000, 4000];

/** What the server says when the kernel is not what it was, in JupyterLab's words. */
const LOST: { [state: string]: string } = { restarting: 'autorestarting', dead: 'dead' };

interface State {
  model_name: string;
  model_module: string;
  state: Attributes;
}

/** What `frame/kernel.ts` watches; other hosts bring Lumino's. */
class Signal<T> {
  private slots: ((sender: unknown, value: T) => void)[] = [];

  connect(slot: (sender: unknown, value: T) => void): void {
    this.slots.push(slot);
  }

  emit(value: T): void {
    for (const slot of this.slots) {
      slot(this, value);
    }
  }
}

interface Host {
  /** The classes of our own models, by name. */
  classes: { [name: string]: ModelClass };
  /** A view of a widget that is not ours. */
  createView(id: string): Promise<View>;
  /** A root model is here. */
  onApp(model: WidgetModel): void;
  /** The kernel is gone, or was started anew and knows nothing of this page. */
  onLoss(): void;
}

export class Manager implements Listener {
  readonly kernel = { statusChanged: new Signal<string>(), connectionStatusChanged: new Signal<string>() };

  private readonly models = new Map<string, WidgetModel>();
  private question = '';
  private asked = 0;
  private hasApp = false;

  constructor(
    private readonly connection: Connection,
    private readonly host: Host
  ) {
    connection.listen(this);
    this.look();
  }

  /** As `@jupyter-widgets/base` has it: rejects where there is no such model. */
  async get_model(id: string): Promise<WidgetModel> {
    const model = this.models.get(id);
    if (!model) {
      this.ask();
      throw new Error(`there is no widget ${id}`);
    }
    return model;
  }

  create_view(model: WidgetModel): Promise<View> {
    return this.host.createView(model.model_id);
  }

  follow(status: Status): void {
    this.kernel.connectionStatusChanged.emit(status === 'gone' ? 'connected' : status);
    if (status === 'gone') {
      this.lose('dead');
    } else if (status === 'connected' && this.hasApp) {
      this.askStates();
    }
  }

  /** Ask what there is, again and again until there is an app: what the kernel said before we listened is lost. */
  private look(): void {
    if (!this.hasApp) {
      this.ask();
      window.setTimeout(() => this.look(), PAUSES[Math.min(this.asked++, PAUSES.length - 1)]);
    }
  }

  private ask(): void {
    this.question = this.connection.send('comm_info_request', { target_name: 'jupyter.widget' });
  }

  private askStates(): void {
    const comm = new Comm(this.connection);
    comm.open('jupyter.widget.control');
    comm.send({ method: 'request_states' });
  }

  receive({ header, parent_header, content, buffers }: Message): void {
    if (header.msg_type === 'comm_open' && content.target_name === 'jupyter.widget') {
      const { state, buffer_paths } = content.data;
      putBuffers(state, buffer_paths, buffers);
      this.make(content.comm_id, state);
    } else if (header.msg_type === 'comm_msg') {
      this.receiveComm(content.comm_id, content.data, buffers);
    } else if (header.msg_type === 'comm_close') {
      this.close(content.comm_id);
    } else if (header.msg_type === 'comm_info_reply' && parent_header.msg_id === this.question) {
      if (Object.keys(content.comms ?? {}).some(id => !this.models.has(id))) {
        this.askStates();
      }
    } else if (header.msg_type === 'status' && content.execution_state in LOST) {
      this.lose(LOST[content.execution_state]!);
    }
  }

  private lose(status: string): void {
    this.kernel.statusChanged.emit(status);
    this.host.onLoss();
  }

  // biome-ignore lint/suspicious/noExplicitAny: each method has its own
  private receiveComm(id: string, data: any, buffers: DataView[]): void {
    if (data.method === 'update_states') {
      putBuffers(data.states, data.buffer_paths, buffers);
      this.take(data.states);
    } else if (data.method === 'update') {
      putBuffers(data.state, data.buffer_paths, buffers);
      this.models.get(id)?.set_state(data.state);
    } else if (data.method === 'custom') {
      this.models.get(id)?.trigger('msg:custom', data.content, buffers);
    }
  }

  /** All the widgets of the kernel. Those that we know may have missed something; the server kept it for us, or not. */
  private take(states: { [id: string]: State }): void {
    for (const [id, { state }] of Object.entries(states)) {
      const model = this.models.get(id);
      if (!model) {
        this.make(id, state);
      } else {
        model.trigger('missed');
      }
    }
  }

  private make(id: string, state: Attributes): void {
    if (this.models.has(id)) {
      return;
    }
    const ours = state._model_module === MODULE;
    const Model = (ours && this.host.classes[state._model_name as string]) || WidgetModel;
    const comm = new Comm(this.connection, id);
    const model = new Model(state, { model_id: id, widget_manager: this, comm });
    this.models.set(id, model);
    if (ours && state._model_name === 'AppModel') {
      this.hasApp = true;
      this.host.onApp(model);
    }
  }

  private close(id: string): void {
    this.models.get(id)?.trigger('comm:close');
    this.models.delete(id);
  }
}

/** Puts the binary parts of a state back in their places. */
function putBuffers(state: unknown, paths: (string | number)[][] = [], buffers: DataView[]): void {
  for (const [index, path] of paths.entries()) {
    // biome-ignore lint/suspicious/noExplicitAny: any JSON
    let place = state as any;
    for (const step of path.slice(0, -1)) {
      place = place[step];
    }
    place[path[path.length - 1]!] = buffers[index];
  }
}
