// What the kernel tells the inspector (docs/wire.md).
export interface StateEntry {
  key: string;
  type: string;
  text: string;
  widget: boolean;
  editable: boolean;
}

/** A line of the app's own cell, or of the cell that a page is, or of a file. */
export interface Place {
  line: number | null;
  page?: string;
  file?: string;
}

/** What a line is of, for people. */
export const nameOf = ({ page, file }: Place): string => page ?? file?.split(/[\\/]/).at(-1) ?? '';

/** How a run ended, if it has. */
export type Outcome = 'running' | 'done' | 'stopped' | 'interrupted' | 'rerun' | 'error';

export interface RunTold {
  run: number;
  /** The names of the fragments; null: the script. */
  what: string | null;
  outcome: Outcome;
  ms: number;
  /** A parallel fragment, beside another run. */
  beside: boolean;
  lines: (Place & { ms: number; text: string })[];
  elements: (Place & { type: string; ms: number; key?: string })[];
  hits: number;
  misses: number;
}

export interface Told {
  state: StateEntry[];
  widgets: {
    id: string;
    type: string;
    key: string | null;
    label: string;
    value: string;
    form: string | null;
  }[];
  runs: RunTold[];
  fragments: { name: string; runs: number }[];
  caches: { name: string; hits: number; misses: number }[];
}
