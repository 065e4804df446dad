// What the kernel says of the columns, and what the reader makes of them.
import type { Json, Size } from '../../wire';

export type Kind = 'integer' | 'number' | 'boolean' | 'datetime' | 'date' | 'time' | 'list' | 'json' | 'text';

export interface Option {
  value: Json;
  label?: string;
  color?: string;
}

/** The setting of a column type; which fields it has depends on the type. */
export interface As {
  type: string;
  format?: string;
  timezone?: string;
  min_value?: number;
  max_value?: number;
  y_min?: number;
  y_max?: number;
  color?: string;
  display_text?: string;
  options?: (Option | string | number | boolean)[];
  step?: number;
  max_chars?: number;
  validate?: string;
}

export interface Column {
  /** Its name in the script's frame. */
  name: string;
  title: string;
  group?: string;
  kind: Kind;
  index?: boolean;
  width?: 'small' | 'medium' | 'large' | number;
  help_html?: string;
  pinned?: boolean;
  alignment?: 'left' | 'center' | 'right';
  as?: As;
  /** An editor's column that one may edit. */
  edits?: { type: string; required?: boolean; options?: Json[] };
  /** What a new row of an editor has in it. */
  default?: Json;
}

export interface DataframeProps {
  rows: number;
  /** Changes with the content. */
  data: string;
  page: string;
  columns: Column[];
  width?: Size;
  height?: Size | 'auto';
  row_height?: number;
  placeholder?: string;
  alt?: string;
  caption?: string;
  modes?: string[];
  /** Of an editor: which rows come and go. */
  num_rows?: 'fixed' | 'dynamic' | 'add' | 'delete';
  disabled?: boolean;
  quiet?: boolean;
}

const WIDTHS = { small: 75, medium: 200, large: 400 };
const LEAST = 50;
const MOST = 320;
const PADDING = 18;

/** The width that was asked for; undefined where the content decides. */
export function askedWidth({ width }: Column): number | undefined {
  return typeof width === 'string' ? WIDTHS[width] : width;
}

const CHARTS = ['line_chart', 'bar_chart', 'area_chart'];

let canvas: CanvasRenderingContext2D | null = null;

/** Wide enough for the title and the texts of some cells, within reason. */
export function fittingWidth(column: Column, texts: string[], font: string): number {
  if (column.as?.type === 'progress' || CHARTS.includes(column.as?.type ?? '')) {
    return 150;
  }
  if (column.as?.type === 'image') {
    return 80;
  }
  canvas ??= document.createElement('canvas').getContext('2d')!;
  canvas.font = font;
  const bubbles = column.kind === 'list' ? 24 : 0;
  const title = canvas.measureText(column.title).width + (column.title ? 14 : 0) + (column.edits ? 24 : 0);
  const widest = Math.max(title, ...texts.map(text => canvas!.measureText(text).width + bubbles));
  return Math.round(Math.min(MOST, Math.max(column.index ? 36 : LEAST, widest + PADDING)));
}

/** Pinned columns stand first: the index, what the script pins, what the reader does. */
export function arranged(columns: Column[], hidden: ReadonlySet<number>, pins: ReadonlyMap<number, boolean>) {
  const shown = columns.map((_, at) => at).filter(at => !hidden.has(at));
  const isPinned = (at: number) => pins.get(at) ?? columns[at]!.pinned ?? columns[at]!.index ?? false;
  const pinned = shown.filter(isPinned);
  return { order: [...pinned, ...shown.filter(at => !isPinned(at))], pinned: pinned.length };
}
