// The way to the kernel: one websocket at a time, and what is to be sent while there is none.
import { randomId } from './ids';
import { type Channel, decode, encode, type Message, type Outgoing, PROTOCOL } from './messages';

export type Status = 'connecting' | 'connected' | 'gone';

/** Milliseconds between tries to connect again; the last stays. */
const PAUSES = [0, 200, 500, 1000, 2000, 4000];
/** How long a kernel that was told something may be silent until the connection is doubted, and then once more. */
const PATIENCE = 4000;

interface Options {
  buffers?: BufferSource[];
  channel?: Channel;
  metadata?: { [name: string]: string };
}

export interface Listener {
  receive(message: Message): void;
  follow(status: Status): void;
}

interface Address {
  /** Of the server, with a slash at its end. */
  base: string;
  kernel: string;
  /** Without it JupyterHub answers no script. */
  token: string;
}

/**
 * Keeps a connection to a kernel. What is sent while there is none waits, in its order. The server keeps the
 * kernel's messages meanwhile, for the same `session`.
 */
export class Connection {
  status: Status = 'connecting';

  private listener?: Listener;
  /** What came before anybody listened. */
  private early: Message[] = [];
  private readonly session = randomId();
  private socket?: WebSocket;
  private waiting: Outgoing[] = [];
  private tries = 0;
  private timer?: number;
  private silence?: number;
  private doubt?: number;
  /** Whether the kernel has said good-bye: a session that was idle for too long. What is done next begins another. */
  private ended = false;

  constructor(private readonly address: Address) {
    for (const event of ['online', 'pageshow', 'focus']) {
      window.addEventListener(event, () => this.check());
    }
    document.addEventListener('visibilitychange', () => this.check());
    this.open();
  }

  listen(listener: Listener): void {
    this.listener = listener;
    for (const message of this.early.splice(0)) {
      listener.receive(message);
    }
  }

  /** Returns the message's id. */
  send(type: string, content: unknown, options: Options = {}): string {
    const { buffers = [], channel = 'shell', metadata = {} } = options;
    const header = {
      msg_id: randomId(),
      msg_type: type,
      session: this.session,
      username: '',
      date: new Date().toISOString(),
      version: '5.3'
    };
    this.waiting.push({ channel, header, parent_header: {}, metadata, content, buffers });
    if (this.ended) {
      this.drop();
    } else {
      this.flush();
    }
    return header.msg_id;
  }

  private get url(): string {
    const url = new URL(`${this.address.base}api/kernels/${this.address.kernel}/channels`, location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    url.search = new URLSearchParams({ session_id: this.session }).toString();
    return url.href;
  }

  private open(): void {
    const socket = new WebSocket(this.url, [PROTOCOL]);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    socket.onopen = () => {
      this.tries = 0;
      this.change('connected');
      this.flush();
    };
    socket.onmessage = ({ data }) => {
      this.trust();
      const message = decode(data, socket.protocol);
      this.ended ||= message.header.msg_type === 'shutdown_reply' && !message.content.restart;
      this.receive(message);
    };
    socket.onclose = () => {
      if (socket === this.socket) {
        void this.lost();
      }
    };
  }

  private receive(message: Message): void {
    if (this.listener) {
      this.listener.receive(message);
    } else {
      this.early.push(message);
    }
  }

  private flush(): void {
    const { socket } = this;
    if (socket?.readyState === WebSocket.OPEN) {
      for (const message of this.waiting.splice(0)) {
        socket.send(encode(message, socket.protocol));
        this.silence ??= window.setTimeout(() => this.check(), PATIENCE);
      }
    }
  }

  private change(status: Status): void {
    if (status !== this.status) {
      this.status = status;
      this.listener?.follow(status);
    }
  }

  private async lost(): Promise<void> {
    this.trust();
    this.socket = undefined;
    this.change('connecting');
    if (await this.kernelIsGone()) {
      this.change('gone');
      return;
    }
    if (this.socket) {
      return;
    }
    clearTimeout(this.timer);
    const pause = PAUSES[Math.min(this.tries++, PAUSES.length - 1)];
    this.timer = window.setTimeout(() => this.open(), pause);
  }

  /** A server that does not answer may come back; one that says it has no such kernel has none. */
  private async kernelIsGone(): Promise<boolean> {
    try {
      const { base, kernel, token } = this.address;
      const answer = await fetch(`${base}api/kernels/${kernel}`, { headers: { 'X-XSRFToken': token } });
      return answer.status === 404;
    } catch {
      return false;
    }
  }

  /** The machine slept, the network was away, or nothing is heard: a socket may look open that is not. */
  private check(): void {
    this.silence = undefined;
    if (document.visibilityState !== 'visible' || this.status === 'gone') {
      return;
    }
    if (this.socket === undefined) {
      clearTimeout(this.timer);
      this.tries = 0;
      this.open();
    } else if (this.socket.readyState === WebSocket.OPEN && this.doubt === undefined) {
      this.send('kernel_info_request', {}, { channel: 'control' });
      this.doubt = window.setTimeout(() => this.drop(), PATIENCE);
    }
  }

  private trust(): void {
    clearTimeout(this.silence);
    clearTimeout(this.doubt);
    this.silence = this.doubt = undefined;
  }

  private drop(): void {
    const { socket } = this;
    this.ended = false;
    this.socket = undefined;
    socket?.close();
    void this.lost();
  }
}
