// The rows of a table that this browser has; the others are asked for when they come into sight.
import type { Reply } from '../../store';
import type { Json } from '../../wire';

/** The order in which the rows are shown. */
export interface View {
  sort: number | null;
  down: boolean;
  search: string;
}

export const PLAIN: View = { sort: null, down: false, search: '' };

/** A text, its style and its tooltip, as a pandas Styler gives them. */
export type CellLook = [text: string, css: { [name: string]: string }, tip: string];

export interface Page {
  start: number;
  total: number;
  columns: Json[][];
  /** Positions in the script's frame; as they come, when absent. */
  rows?: number[];
  /** Of the columns that are not index. */
  looks?: CellLook[][];
}

export interface Cell {
  value: Json;
  look?: CellLook;
}

export type Ranges = [start: number, stop: number][];
export type Ask = (request: { [name: string]: Json }) => Promise<Reply>;

const SIZE = 200;
const KEPT = 100;

/** Rows in one order. A page is asked for once, and again if the question failed. */
export class Rows {
  total: number;
  private pages = new Map<number, Page>();
  private asked = new Set<number>();

  constructor(
    private readonly ask: Ask,
    readonly view: View,
    total: number,
    private readonly levels: number,
    private readonly first: Page | null,
    /** What was shown before stays until its place is filled. */
    private readonly before: Rows | null
  ) {
    this.total = total;
  }

  cell(column: number, row: number): Cell | undefined {
    const page = this.page(row);
    if (!page) {
      return row < this.total ? this.before?.known(column, row) : undefined;
    }
    return this.read(page, column, row);
  }

  /** The row of the script's frame that stands there. */
  position(row: number): number | undefined {
    const page = this.page(row);
    return page && (page.rows ? page.rows[row - page.start] : row);
  }

  /** Ask for the rows that are missing of these; resolves when they are here. */
  async load(start: number, stop: number): Promise<boolean> {
    const missing: Promise<void>[] = [];
    for (let at = Math.floor(start / SIZE); at * SIZE < Math.min(stop, this.total); at += 1) {
      const from = Math.max(start, at * SIZE);
      const to = Math.min(stop, this.total, (at + 1) * SIZE);
      if (!this.asked.has(at) && !this.pages.has(at) && !(this.inFirst(from) && this.inFirst(to - 1))) {
        missing.push(this.fetch(at));
      }
    }
    await Promise.all(missing);
    return missing.length > 0;
  }

  /** How many rows there are in this order: known after the first answer. */
  async begin(): Promise<void> {
    await this.fetch(0);
  }

  private known(column: number, row: number): Cell | undefined {
    const page = this.page(row);
    return page && this.read(page, column, row);
  }

  private read(page: Page, column: number, row: number): Cell {
    const at = row - page.start;
    const look = page.looks?.[column - this.levels]?.[at];
    return { value: page.columns[column]?.[at] ?? null, ...(look ? { look } : {}) };
  }

  private inFirst(row: number): boolean {
    return this.first !== null && row < (this.first.columns[0]?.length ?? 0);
  }

  private page(row: number): Page | undefined {
    return this.inFirst(row) ? this.first! : this.pages.get(Math.floor(row / SIZE));
  }

  private async fetch(at: number): Promise<void> {
    this.asked.add(at);
    try {
      const start = at * SIZE;
      const { answer } = await this.ask({ what: 'rows', start, stop: start + SIZE, ...this.view });
      const page = answer as unknown as Page;
      this.total = page.total;
      this.pages.set(at, page);
      if (this.pages.size > KEPT) {
        this.pages.delete(this.pages.keys().next().value!);
      }
    } finally {
      this.asked.delete(at);
    }
  }
}

/** A page as it travels with the element. */
export function readPage(blob: DataView): Page {
  const bytes = new Uint8Array(blob.buffer, blob.byteOffset, blob.byteLength);
  return JSON.parse(new TextDecoder().decode(bytes)) as Page;
}
