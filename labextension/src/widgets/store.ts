// The page as the kernel describes it: a flat map of nodes, kept up to date by patches.
//
// Invariants
// - Patches are applied one after the other, in the order in which they came, each as a whole.
// - A node that a patch does not touch stays the same object: whoever draws it is not called again.
// - When a node is seen, the model that it names is there (or has been given up).
import type { WidgetModel } from '@jupyter-widgets/base';

import type { Answer, Json, Message, Node, Patch, RunState, Tree } from './wire';

/** The way to the kernel; the root model is one. */
export interface Channel {
  send(message: Message, buffers?: ArrayBuffer[]): void;
  getModel(id: string): Promise<WidgetModel>;
  /** The place of an event among those of this page. */
  place(): Json;
}

export interface Reply {
  answer: { [name: string]: Json };
  buffers: DataView[];
}

type Blobs = { [name: string]: DataView };
type Listener = () => void;
type Question = { resolve: (reply: Reply) => void; reject: (reason: Error) => void };

/** How long an event may go without any patch before we take it that nothing runs, in milliseconds. */
const PATIENCE = 3000;

/** Topics that are not node ids (a node id holds no colon). */
export const RUN = ':run';
const staleTopic = (id: string) => `:stale:${id}`;
const blobTopic = (name: string) => `:blob:${name}`;

export class Store {
  private nodes = new Map<string, Node>();
  private models = new Map<string, WidgetModel>();
  private blobs = new Map<string, DataView>();
  private fresh = new Map<string, number>();
  private questions = new Map<number, Question>();
  private listeners = new Map<string, Set<Listener>>();
  private queue: Promise<void> = Promise.resolve();
  private seq = 0;
  private asked = 0;
  private resyncing = false;
  private runState: RunState = 'idle';
  /** The state that the kernel told last. */
  private told: RunState = 'idle';
  private doubt?: number;

  constructor(private readonly channel: Channel) {}

  subscribe(topic: string, listener: Listener): () => void {
    const listeners = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.listeners.get(topic) === listeners) {
        this.listeners.delete(topic);
      }
    };
  }

  /** Subscribe to how many children of a block are of the current run. */
  subscribeStale = (id: string, listener: Listener) => this.subscribe(staleTopic(id), listener);

  subscribeBlob = (name: string, listener: Listener) => this.subscribe(blobTopic(name), listener);

  node = (id: string): Node | undefined => this.nodes.get(id);

  model = (id: string | undefined): WidgetModel | undefined =>
    id === undefined ? undefined : this.models.get(id);

  /** The models that the page has named so far. */
  modelNames = (): string[] => [...this.models.keys()];

  blob = (name: string): DataView | undefined => this.blobs.get(name);

  /** Children of the block from this index on are left from the last run. */
  freshCount = (id: string): number => this.fresh.get(id) ?? Number.POSITIVE_INFINITY;

  /** How many ways of the viewer the kernel was told. */
  visits = 0;

  get state(): RunState {
    return this.runState;
  }

  /** The state of the root model came, whole. */
  load(tree: Tree, blobs: Blobs): Promise<void> {
    return this.enqueue(async () => {
      await this.fetchModels(Object.values(tree.nodes));
      this.resyncing = false;
      this.replaceAll(tree, blobs);
    });
  }

  /** Patches that came before anybody listened are lost: ask once whether the page is still the kernel's. */
  verify(): Promise<void> {
    return this.enqueue(async () => this.channel.send({ method: 'resync', seq: this.seq }));
  }

  /** A patch came. */
  patch(patch: Patch, buffers: DataView[]): Promise<void> {
    return this.enqueue(async () => {
      if (patch.seq <= this.seq || this.resyncing) {
        return;
      }
      if (patch.seq > this.seq + 1) {
        this.resyncing = true;
        this.channel.send({ method: 'resync', seq: this.seq });
        return;
      }
      await this.fetchModels(Object.values(patch.put ?? {}));
      this.apply(patch, buffers);
    });
  }

  /** Tell the kernel something that makes the script run: the page counts as running at once. */
  post(message: Message): void {
    this.channel.send(message);
    if (message.method === 'rerun' || message.method === 'clear_caches') {
      this.expectRun();
    }
  }

  /** The viewer goes to another page of the app; with `exact` to this very address, as the way back does. */
  visit(page: string, search: string, exact = false): void {
    this.visits += 1;
    this.post({ method: 'visit', page, search, visit: this.visits, exact, at: this.channel.place() });
    this.expectRun();
  }

  /**
   * An event is on its way to the kernel, so the page counts as running; a patch with the state `idle` will
   * end what it starts. An event that starts nothing (a value refused, or taken back) has no such end.
   */
  expectRun(): void {
    clearTimeout(this.doubt);
    if (this.told === 'idle') {
      this.doubt = window.setTimeout(() => this.setState(this.told), PATIENCE);
    }
    this.setState('running');
  }

  /** Ask the element for more than its node holds (rows of a table), or hand it bytes (of a file). */
  ask(node: string, request: { [name: string]: Json }, buffers?: ArrayBuffer[]): Promise<Reply> {
    const ask = ++this.asked;
    return new Promise((resolve, reject) => {
      this.questions.set(ask, { resolve, reject });
      this.channel.send({ method: 'ask', ask, node, request }, buffers);
    });
  }

  answer(message: Answer, buffers: DataView[]): void {
    const question = this.questions.get(message.ask);
    this.questions.delete(message.ask);
    if (message.error !== undefined) {
      question?.reject(new Error(message.error));
    } else {
      question?.resolve({ answer: message.answer ?? {}, buffers });
    }
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(step).catch(error => console.error('jupyter_streamkit:', error));
    return this.queue;
  }

  private async fetchModels(nodes: Node[]): Promise<void> {
    const names = nodes.flatMap(node => (node.model && !this.models.has(node.model) ? [node.model] : []));
    await Promise.all(names.map(name => this.fetchModel(name)));
  }

  private async fetchModel(name: string): Promise<void> {
    try {
      this.models.set(name, await this.channel.getModel(name));
    } catch (error) {
      console.error(`jupyter_streamkit: the widget ${name} of this page is not to be had:`, error);
    }
  }

  private replaceAll(tree: Tree, blobs: Blobs): void {
    const topics = new Set([...this.nodes.keys(), ...Object.keys(tree.nodes)]);
    this.nodes = new Map(Object.entries(tree.nodes));
    this.blobs = new Map(Object.entries(blobs));
    const used = new Set(Object.values(tree.nodes).map(node => node.model));
    for (const name of [...this.models.keys()].filter(name => !used.has(name))) {
      this.models.delete(name);
    }
    this.seq = tree.seq;
    for (const name of this.blobs.keys()) {
      topics.add(blobTopic(name));
    }
    this.setFresh({});
    this.notify(topics);
    this.tell(tree.state);
  }

  private apply(patch: Patch, buffers: DataView[]): void {
    const topics = new Set<string>();
    this.seq = patch.seq;
    patch.blobs?.forEach((name, index) => {
      this.blobs.set(name, buffers[index]!);
      topics.add(blobTopic(name));
    });
    for (const [id, node] of Object.entries(patch.put ?? {})) {
      this.nodes.set(id, node);
      topics.add(id);
    }
    for (const [id, changes] of Object.entries(patch.set ?? {})) {
      this.setProps(id, changes);
      topics.add(id);
    }
    for (const [id, start, remove, ids] of patch.splice ?? []) {
      this.splice(id, start, remove, ids);
      topics.add(id);
    }
    for (const id of patch.drop ?? []) {
      this.drop(id);
    }
    for (const name of patch.forget ?? []) {
      this.blobs.delete(name);
    }
    this.setFresh(patch.fresh ?? {});
    this.notify(topics);
    this.tell(patch.state);
  }

  private setProps(id: string, changes: { [prop: string]: Json }): void {
    const node = this.nodes.get(id);
    if (node) {
      const props = Object.entries({ ...node.props, ...changes }).filter(([, value]) => value !== null);
      this.nodes.set(id, { ...node, props: Object.fromEntries(props) });
    }
  }

  private splice(id: string, start: number, remove: number, ids: string[]): void {
    const node = this.nodes.get(id);
    if (node) {
      const children = [...(node.children ?? [])];
      children.splice(start, remove, ...ids);
      this.nodes.set(id, { ...node, children });
    }
  }

  private drop(id: string): void {
    const model = this.nodes.get(id)?.model;
    this.nodes.delete(id);
    if (model) {
      this.models.delete(model);
    }
  }

  private setFresh(counts: { [id: string]: number }): void {
    const before = this.fresh;
    this.fresh = new Map(Object.entries(counts));
    const ids = new Set([...before.keys(), ...this.fresh.keys()]);
    this.notify([...ids].filter(id => before.get(id) !== this.fresh.get(id)).map(staleTopic));
  }

  private tell(state: RunState): void {
    clearTimeout(this.doubt);
    this.told = state;
    this.setState(state);
  }

  private setState(state: RunState): void {
    if (state !== this.runState) {
      this.runState = state;
      this.notify([RUN]);
    }
  }

  private notify(topics: Iterable<string>): void {
    for (const topic of topics) {
      for (const listener of [...(this.listeners.get(topic) ?? [])]) {
        listener();
      }
    }
  }
}
