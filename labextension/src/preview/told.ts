// What the kernel tells the inspector (docs/wire.md).
export interface StateEntry {
  key: string;
  type: string;
  text: string;
  widget: boolean;
  editable: boolean;
}

export interface RunTold {
  run: number;
  what: string;
  outcome: string;
  ms: number;
  lines: { line: number; ms: number }[];
  elements: { type: string; line: number | null; ms: number; key?: string }[];
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
