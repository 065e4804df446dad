// What an app sent and got over the wire, run by run: counted while somebody looks.
import type { Kernel, KernelMessage } from '@jupyterlab/services';

import type { AppModel } from '../widgets/models';
import { onEnd } from './ends';

export interface Traffic {
  /** Messages and bytes to the browser. */
  messages: number;
  bytes: number;
  /** Messages and bytes to the kernel. */
  sent: number;
  sentBytes: number;
}

const KEPT = 20;
const NOTHING: Traffic = { messages: 0, bytes: 0, sent: 0, sentBytes: 0 };

export class Wire {
  /** The last runs, the newest first. */
  runs: Traffic[] = [];
  private now: { id: string; down: boolean; bytes: number }[] = [];
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
    if (id !== undefined && msg.header.msg_type.startsWith('comm_')) {
      this.now.push({ id, down: direction === 'recv', bytes: sizeOf(msg) });
    }
  }

  /** A run is over: by now it is known which models are the app's. */
  private settle(): void {
    for (const name of this.model.store.modelNames()) {
      this.known.add(name);
    }
    const ours = this.now.filter(({ id }) => this.known.has(id));
    this.now = [];
    const total = { ...NOTHING };
    for (const { down, bytes } of ours) {
      total[down ? 'messages' : 'sent'] += 1;
      total[down ? 'bytes' : 'sentBytes'] += bytes;
    }
    this.runs = [total, ...this.runs].slice(0, KEPT);
    this.told();
  }
}

function sizeOf({ content, buffers = [] }: KernelMessage.IMessage): number {
  const bytes = buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0);
  return JSON.stringify(content).length + bytes;
}
