// What an app sent over the wire, run by run: counted while somebody looks.
import type { Kernel, KernelMessage } from '@jupyterlab/services';

import type { AppModel } from '../widgets/models';
import { onEnd } from './ends';

/** To the browser. */
export interface Traffic {
  messages: number;
  bytes: number;
}

const KEPT = 20;

export class Wire {
  /** The last runs, the newest first. */
  runs: Traffic[] = [];
  private now: { id: string; bytes: number }[] = [];
  private known: Set<string>;
  private end: () => void;

  constructor(
    private readonly model: AppModel,
    private readonly kernel: Kernel.IKernelConnection,
    private readonly told: () => void
  ) {
    this.known = new Set([model.model_id]);
    kernel.anyMessage.connect(this.note, this);
    this.end = onEnd(model, () => this.settle());
  }

  stop(): void {
    this.kernel.anyMessage.disconnect(this.note, this);
    this.end();
  }

  private note(_: unknown, { msg, direction }: Kernel.IAnyMessageArgs): void {
    const id = (msg.content as { comm_id?: string }).comm_id;
    if (id !== undefined && direction === 'recv' && !isAnswer(msg)) {
      this.now.push({ id, bytes: sizeOf(msg) });
    }
  }

  /** A run is over: by now it is known which models are the app's. */
  private settle(): void {
    for (const name of this.model.store.modelNames()) {
      this.known.add(name);
    }
    const ours = this.now.filter(({ id }) => this.known.has(id));
    this.now = [];
    const total = { messages: ours.length, bytes: ours.reduce((sum, { bytes }) => sum + bytes, 0) };
    this.runs = [total, ...this.runs].slice(0, KEPT);
    this.told();
  }
}

/** Answers belong to no run, and most of them are to questions of our own. */
function isAnswer({ content }: KernelMessage.IMessage): boolean {
  const { data } = content as { data?: { content?: { method?: string } } };
  return data?.content?.method === 'answer';
}

function sizeOf({ content, buffers = [] }: KernelMessage.IMessage): number {
  const bytes = buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0);
  return new Blob([JSON.stringify(content)]).size + bytes;
}
