// Jupyter's messages as they cross the websocket: the binary protocol v1, and the older one, which gateways speak.

export const PROTOCOL = 'v1.kernel.websocket.jupyter.org';

export type Channel = 'shell' | 'control' | 'iopub' | 'stdin';

export interface Message {
  channel: Channel;
  header: { msg_id: string; msg_type: string; [name: string]: unknown };
  parent_header: { msg_id?: string };
  metadata: { [name: string]: unknown };
  // biome-ignore lint/suspicious/noExplicitAny: each type of message has its own
  content: any;
  buffers: DataView[];
}

export type Outgoing = Omit<Message, 'buffers'> & { buffers: BufferSource[] };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const bytesOf = (part: BufferSource): Uint8Array =>
  ArrayBuffer.isView(part)
    ? new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
    : new Uint8Array(part);

/** Numbers, then the parts, one after the other. */
function join(head: Uint8Array, parts: Uint8Array[]): ArrayBuffer {
  const size = parts.reduce((sum, part) => sum + part.length, head.length);
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of [head, ...parts]) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}

function ends(start: number, parts: Uint8Array[]): number[] {
  const offsets = [start];
  for (const part of parts) {
    offsets.push(offsets[offsets.length - 1]! + part.length);
  }
  return offsets;
}

export function encode(message: Outgoing, protocol: string): ArrayBuffer | string {
  return protocol === PROTOCOL ? encodeV1(message) : encodeOld(message);
}

function encodeV1({ channel, header, parent_header, metadata, content, buffers }: Outgoing): ArrayBuffer {
  const texts = [header, parent_header, metadata, content].map(part => encoder.encode(JSON.stringify(part)));
  const parts = [encoder.encode(channel), ...texts, ...buffers.map(bytesOf)];
  const offsets = ends(8 * (parts.length + 2), parts);
  const head = new DataView(new ArrayBuffer(8 * (offsets.length + 1)));
  for (const [index, number] of [offsets.length, ...offsets].entries()) {
    head.setBigUint64(8 * index, BigInt(number), true);
  }
  return join(bytesOf(head), parts);
}

function encodeOld({ buffers, ...message }: Outgoing): ArrayBuffer | string {
  const text = JSON.stringify({ ...message, buffers: [] });
  if (buffers.length === 0) {
    return text;
  }
  const parts = [encoder.encode(text), ...buffers.map(bytesOf)];
  const offsets = ends(4 * (parts.length + 1), parts).slice(0, -1);
  const head = new DataView(new ArrayBuffer(4 * (offsets.length + 1)));
  for (const [index, number] of [parts.length, ...offsets].entries()) {
    head.setUint32(4 * index, number);
  }
  return join(bytesOf(head), parts);
}

export function decode(data: ArrayBuffer | string, protocol: string): Message {
  if (protocol === PROTOCOL) {
    return decodeV1(data as ArrayBuffer);
  }
  return typeof data === 'string' ? { ...JSON.parse(data), buffers: [] } : decodeOld(data);
}

function decodeV1(data: ArrayBuffer): Message {
  const head = new DataView(data);
  const count = Number(head.getBigUint64(0, true));
  const offsets = Array.from({ length: count }, (_, index) =>
    Number(head.getBigUint64(8 * (index + 1), true))
  );
  const part = (index: number) => new DataView(data, offsets[index], offsets[index + 1]! - offsets[index]!);
  const json = (index: number) => JSON.parse(decoder.decode(part(index)));
  return {
    channel: decoder.decode(part(0)) as Channel,
    header: json(1),
    parent_header: json(2),
    metadata: json(3),
    content: json(4),
    buffers: Array.from({ length: count - 6 }, (_, index) => part(index + 5))
  };
}

function decodeOld(data: ArrayBuffer): Message {
  const head = new DataView(data);
  const count = head.getUint32(0);
  const start = (index: number) => (index < count ? head.getUint32(4 * (index + 1)) : data.byteLength);
  const part = (index: number) => new DataView(data, start(index), start(index + 1) - start(index));
  const message = JSON.parse(decoder.decode(part(0)));
  return { ...message, buffers: Array.from({ length: count - 1 }, (_, index) => part(index + 1)) };
}
