// What one changes in a table: cells, new rows, deleted rows; the kernel's value, and rows that are not whole yet.
import { useState } from 'react';

import { useInput } from '../../hooks';
import type { InputProps, Json, Node } from '../../wire';
import type { Column, DataframeProps, Option } from './columns';
import type { Cell, Rows } from './rows';

type Row = { [name: string]: Json };
type State = { edited_rows: { [row: string]: Row }; added_rows: Row[]; deleted_rows: number[] };
/** A value for the cell of a column that stands in a row. */
export type Change = [at: number, row: number, value: Json];

const NOTHING: State = { edited_rows: {}, added_rows: [], deleted_rows: [] };
const NO_PROPS: InputProps = {};

const nameOf = (column: Column) => (column.index ? '_index' : column.name);

/** Whether the cells of a column can be edited. */
export const isEditable = (column: Column | undefined) => column?.edits !== undefined;

/** The changes of one table, laid over its rows. */
export class Edits {
  constructor(
    private readonly columns: Column[],
    private readonly state: State,
    private readonly drafts: Row[],
    private readonly send: (state: State, drafts: Row[]) => void,
    readonly adds: boolean,
    readonly deletes: boolean
  ) {}

  /** How many rows there are to be seen. */
  total(rows: Rows): number {
    return this.left(rows) + this.state.added_rows.length + this.drafts.length;
  }

  /** The place among the rows as they are without changes; of new rows it is behind all. */
  place(row: number): number {
    return this.state.deleted_rows.reduce((place, deleted) => (deleted <= place ? place + 1 : place), row);
  }

  cell(rows: Rows, at: number, row: number): Cell | undefined {
    const name = nameOf(this.columns[at]!);
    const fresh = row - this.left(rows);
    if (fresh >= 0) {
      return { value: (this.state.added_rows[fresh] ?? this.draft(fresh))?.[name] ?? null };
    }
    const position = rows.position(this.place(row));
    const value = position === undefined ? undefined : this.state.edited_rows[position]?.[name];
    return value === undefined ? rows.cell(at, this.place(row)) : { value };
  }

  /** Sets cells, and adds some rows. */
  change(rows: Rows, changes: Change[], more = 0): void {
    const next = structuredClone(this.state);
    const drafts = structuredClone(this.drafts);
    for (const [at, row, value] of changes) {
      const name = nameOf(this.columns[at]!);
      const fresh = row - this.left(rows);
      const position = fresh < 0 ? rows.position(this.place(row)) : undefined;
      if (position !== undefined) {
        next.edited_rows[position] = { ...next.edited_rows[position], [name]: value };
      } else if (fresh >= 0) {
        const target = next.added_rows[fresh] ?? drafts[fresh - next.added_rows.length];
        if (target) {
          target[name] = value;
        }
      }
    }
    if (changes.length > 0 || more > 0) {
      this.put(next, [...drafts, ...this.fresh(more)]);
    }
  }

  add(): void {
    this.put(this.state, [...this.drafts, ...this.fresh(1)]);
  }

  private fresh(count: number): Row[] {
    const defaults = this.columns.flatMap(column =>
      column.default === undefined ? [] : [[nameOf(column), column.default] as const]
    );
    return Array.from({ length: count }, () => Object.fromEntries(defaults));
  }

  remove(rows: Rows, gone: number[]): void {
    const left = this.left(rows);
    const places = gone.filter(row => row < left).map(row => this.place(row));
    const stays = (first: number) => (_: Row, at: number) => !gone.includes(left + first + at);
    this.put(
      {
        ...this.state,
        deleted_rows: [...this.state.deleted_rows, ...places].sort((a, b) => a - b),
        added_rows: this.state.added_rows.filter(stays(0))
      },
      this.drafts.filter(stays(this.state.added_rows.length))
    );
  }

  private left(rows: Rows): number {
    return rows.total - this.state.deleted_rows.length;
  }

  private draft(fresh: number): Row | undefined {
    return this.drafts[fresh - this.state.added_rows.length];
  }

  /** Rows that have all that they need go to the kernel. */
  private put(state: State, drafts: Row[]): void {
    const needed = this.columns.filter(column => column.edits?.required).map(nameOf);
    const isWhole = (row: Row) => needed.every(name => row[name] !== undefined && row[name] !== null);
    this.send(
      { ...state, added_rows: [...state.added_rows, ...drafts.filter(isWhole)] },
      drafts.filter(row => !isWhole(row))
    );
  }
}

/** The changes of an editor; null of a table that only shows. */
export function useEdits(node: Node<DataframeProps>): Edits | null {
  const { num_rows: mode, columns, disabled, quiet } = node.props;
  const props = quiet ? { quiet } : NO_PROPS;
  const [value, setValue] = useInput<State & Json>(
    mode && node.model ? { model: node.model, props } : { props }
  );
  const [drafts, setDrafts] = useState<Row[]>([]);
  if (!mode) {
    return null;
  }
  const state = value ?? NOTHING;
  const send = (next: State, rest: Row[]) => {
    setDrafts(rest);
    if (JSON.stringify(next) !== JSON.stringify(state)) {
      setValue(next as State & Json);
    }
  };
  const can = (what: string) => !disabled && (mode === 'dynamic' || mode === what);
  return new Edits(columns, state, drafts, send, can('add'), can('delete'));
}

const plainText = (value: Json) =>
  value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** A value as one edits it. */
export function written(value: Json, column: Column): string {
  const text = Array.isArray(value) ? value.map(plainText).join(', ') : plainText(value);
  const part = text.includes('T') ? text.split('T') : null;
  switch (column.edits?.type) {
    case 'date':
      return text.slice(0, 10);
    case 'time':
      return (part?.[1] ?? text).slice(0, 8);
    case 'datetime':
      return text.slice(0, 19);
    default:
      return text;
  }
}

/** The value that a text means in a column; undefined where the column does not take it. */
export function meant(text: string, column: Column): Json | undefined {
  const { edits, as } = column;
  if (text.trim() === '' && edits?.type !== 'text') {
    return edits?.required ? undefined : null;
  }
  switch (edits?.type) {
    case 'number':
      return numberOf(text, column);
    case 'checkbox':
      return { true: true, false: false, 1: true, 0: false }[text.trim().toLowerCase()];
    case 'selectbox':
      return optionOf(text, column);
    case 'multiselect':
    case 'list': {
      const items = text.split(',').map(item => item.trim());
      const values = edits.options
        ? items.map(item => optionOf(item, column))
        : items.map(numberOrText(column));
      return values.includes(undefined) ? undefined : (values as Json[]);
    }
    case 'date':
      return inBounds(/^\d{4}-\d\d-\d\d/.exec(text.trim())?.[0], column);
    case 'time':
      return inBounds(/^\d\d:\d\d(:\d\d)?/.exec(text.trim())?.[0], column);
    case 'datetime': {
      const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?/.exec(text.trim());
      return found ? inBounds(`${found[1]}T${found[2] ?? '00:00:00'}`, column) : undefined;
    }
    default:
      return text.length > (as?.max_chars ?? Number.POSITIVE_INFINITY) || !matches(text, as?.validate)
        ? undefined
        : text;
  }
}

/** The options of a cell, each with its words. */
export function optionsOf(column: Column): { value: Json; label: string }[] {
  return (column.as?.options ?? column.edits?.options ?? []).map(option => {
    const { value, label } =
      typeof option === 'object' && option ? (option as Option) : { value: option as Json };
    return { value, label: label ?? plainText(value) };
  });
}

function optionOf(text: string, column: Column): Json | undefined {
  return optionsOf(column).find(({ value, label }) => label === text || plainText(value) === text)?.value;
}

function numberOf(text: string, { kind, as }: Column): Json | undefined {
  const value = cut(Number(text.trim()), as?.step);
  const isOut = value < (as?.min_value ?? value) || value > (as?.max_value ?? value);
  return !Number.isFinite(value) || isOut || (kind === 'integer' && !Number.isInteger(value))
    ? undefined
    : value;
}

/** A number with no more decimals than the step has. */
function cut(value: number, step: number | undefined): number {
  const decimals = step === undefined ? undefined : (String(step).split('.')[1]?.length ?? 0);
  const scale = 10 ** (decimals ?? 0);
  return decimals === undefined ? value : Math.trunc(Number((value * scale).toPrecision(15))) / scale;
}

/** Lists of numbers stay such. */
const numberOrText = (column: Column) => (item: string) =>
  column.kind === 'list' && item !== '' && Number.isFinite(Number(item)) ? Number(item) : item;

/** ISO texts of one form are in the order of time. */
function inBounds(text: string | undefined, { as }: Column): Json | undefined {
  const least = as?.min_value as string | number | undefined;
  const most = as?.max_value as string | number | undefined;
  const isOut = text !== undefined && (text < String(least ?? '') || text > String(most ?? '~'));
  return isOut ? undefined : text;
}

function matches(text: string, pattern: string | undefined): boolean {
  try {
    return pattern === undefined || new RegExp(pattern).test(text);
  } catch {
    return true;
  }
}
