// Files on their way, piece by piece. A piece is answered before another takes its place, so that the connection
// stays free for the rest of the page, and a piece whose answer got lost is asked for again.
import type { Ask } from '../hooks';
import type { Reply } from '../store';
import type { Json } from '../wire';

/** Pieces on their way at the same time. */
const AT_ONCE = 3;
/** How long we wait for an answer, in milliseconds: a piece of a megabyte may take its time. */
const PATIENCE = 120_000;

export type Progress = (part: number) => void;

/** A file that the kernel has, as the value of its input tells. */
export type Told = { id: string; name: string; type: string; size: number };

/** Send a file; rejects with the kernel's words when it is not accepted. */
export async function send(
  file: File,
  name: string,
  begin: Ask,
  uploads: Ask,
  signal: AbortSignal,
  progress: Progress
): Promise<Told> {
  signal.throwIfAborted();
  const { answer } = await begin({ name, type: file.type, size: file.size });
  const { piece, ...told } = answer as Told & { piece: number };
  const one = async (number: number) => {
    signal.throwIfAborted();
    const bytes = await file.slice(number * piece, (number + 1) * piece).arrayBuffer();
    await insist(uploads, { id: told.id, number }, [bytes]);
  };
  try {
    await all(Math.ceil(file.size / piece), one, progress);
  } catch (error) {
    void uploads({ drop: told.id }).catch(() => undefined);
    throw error;
  }
  return told;
}

/** Read a file that the kernel has opened. */
export async function receive(opened: Reply, downloads: Ask, progress: Progress): Promise<Blob[]> {
  const { id, size, piece } = opened.answer as { id: string; size: number; piece: number };
  // The browser keeps blobs on disk when they are many.
  const parts: Blob[] = [];
  const one = async (number: number) => {
    const { buffers } = await insist(downloads, { id, number });
    parts[number] = new Blob([buffers[0] as BlobPart]);
  };
  try {
    await all(Math.ceil(size / piece), one, progress);
  } finally {
    void downloads({ close: id }).catch(() => undefined);
  }
  return parts;
}

async function all(count: number, one: (number: number) => Promise<void>, progress: Progress): Promise<void> {
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < count) {
      await one(next++);
      done += 1;
      progress(done / count);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function insist(ask: Ask, request: { [name: string]: Json }, buffers?: ArrayBuffer[]): Promise<Reply> {
  for (;;) {
    let timer: number | undefined;
    const late = new Promise<undefined>(resolve => {
      timer = window.setTimeout(resolve, PATIENCE);
    });
    const reply = await Promise.race([ask(request, buffers), late]);
    clearTimeout(timer);
    if (reply) {
      return reply;
    }
  }
}

/** A size in words. */
export function inWords(bytes: number): string {
  const [unit, name] = bytes < 1 << 20 ? [1 << 10, 'KB'] : [1 << 20, 'MB'];
  return `${Number((bytes / unit).toFixed(1))} ${name}`;
}

/** Whether a file is of an accepted type: an ending, or a media type. */
export function fits(name: string, type: string, types: readonly string[] | undefined): boolean {
  return (
    !types ||
    types.some(each =>
      each.endsWith('/*')
        ? type.startsWith(each.slice(0, -1))
        : each.includes('/')
          ? type === each
          : name.toLowerCase().endsWith(each)
    )
  );
}
