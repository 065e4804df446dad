// One end of a comm.
import type { Connection } from './connection';
import { randomId } from './ids';

export class Comm {
  constructor(
    private readonly connection: Connection,
    readonly id: string = randomId()
  ) {}

  open(target_name: string): void {
    const metadata = { version: '1.0.0' };
    this.connection.send('comm_open', { comm_id: this.id, target_name, data: {} }, { metadata });
  }

  send(data: unknown, buffers: BufferSource[] = []): void {
    this.connection.send('comm_msg', { comm_id: this.id, data }, { buffers });
  }
}
