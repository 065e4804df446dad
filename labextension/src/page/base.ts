// Stands in for `@jupyter-widgets/base` where the page is ours: as much of its models and views as we use.
import type { Comm } from './comm';
import type { Manager } from './manager';

export type Attributes = { [name: string]: unknown };
// biome-ignore lint/suspicious/noExplicitAny: each event brings its own
type Listener = (...args: any[]) => void;

interface Options {
  model_id: string;
  widget_manager: Manager;
  comm: Comm;
}

class Events {
  private listeners = new Map<string, Set<Listener>>();

  on(event: string, listener: Listener): void {
    this.listeners.set(event, (this.listeners.get(event) ?? new Set()).add(listener));
  }

  off(event: string, listener: Listener): void {
    this.listeners.get(event)?.delete(listener);
  }

  trigger(event: string, ...args: unknown[]): void {
    for (const listener of [...(this.listeners.get(event) ?? [])]) {
      listener(...args);
    }
  }
}

export class WidgetModel extends Events {
  declare model_id: string;
  declare widget_manager: Manager;
  declare private comm: Comm;
  declare private attributes: Attributes;

  constructor(attributes: Attributes, options: Options) {
    super();
    this.attributes = { ...this.defaults(), ...attributes };
    this.initialize(attributes, options);
  }

  initialize(_attributes: Attributes, { model_id, widget_manager, comm }: Options): void {
    this.model_id = model_id;
    this.widget_manager = widget_manager;
    this.comm = comm;
  }

  defaults(): Attributes {
    return {};
  }

  get comm_live(): boolean {
    return true;
  }

  // biome-ignore lint/suspicious/noExplicitAny: as Backbone has it
  get(name: string): any {
    return this.attributes[name];
  }

  set(name: string, value: unknown): void {
    this.change({ [name]: value });
  }

  /** Inputs alone are written, and say how. */
  save_changes(): void {}

  send_sync_message(state: Attributes): void {
    this.comm.send({ method: 'update', state, buffer_paths: [] });
  }

  /** The kernel's own values. */
  set_state(state: Attributes): void {
    this.change(state);
  }

  send(content: unknown, _callbacks?: unknown, buffers: BufferSource[] = []): void {
    this.comm.send({ method: 'custom', content }, buffers);
  }

  private change(state: Attributes): void {
    const names = Object.keys(state).filter(name => state[name] !== this.attributes[name]);
    Object.assign(this.attributes, state);
    for (const name of names) {
      this.trigger(`change:${name}`, this, state[name]);
    }
  }
}

export class DOMWidgetModel extends WidgetModel {}

export class DOMWidgetView<M extends WidgetModel = WidgetModel> {
  readonly el = document.createElement('div');

  constructor(readonly model: M) {}

  render(): void {}

  remove(): void {
    this.el.remove();
  }
}
