// How one edits in the grid: with the mouse, the keyboard and the clipboard.
import {
  CompactSelection,
  type DataEditorProps,
  type DataEditorRef,
  GridCellKind,
  type GridSelection,
  type Item,
  type Rectangle
} from '@glideapps/glide-data-grid';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';

import type { Json } from '../../wire';
import type { Column } from './columns';
import { CellEditor } from './editor';
import { type Change, type Edits, isEditable, meant, written } from './edits';
import type { Rows } from './rows';

interface Options {
  edits: Edits | null;
  rows: Rows;
  columns: Column[];
  /** The columns as they stand, by their number in `columns`. */
  order: number[];
  count: number;
  selection: GridSelection;
  select: (selection: GridSelection) => void;
  /** Called with rows that are selected, to be deleted; null when there are none. */
  mark: (marked: Marked | null) => void;
  grid: RefObject<DataEditorRef>;
  region: RefObject<HTMLElement>;
}

/** Rows of an editor that are selected. */
export interface Marked {
  remove: () => void;
}

interface Editing {
  props: Partial<DataEditorProps>;
  /** Opens the field of a cell; false where there is none, or it needs none. */
  open: (cell: Item) => boolean;
  /** Hears of every selection. */
  selected: (next: GridSelection) => void;
  field: ReactNode;
}

const NONE: Editing = { props: {}, open: () => false, selected: () => undefined, field: null };

export function useEditing(options: Options): Editing {
  const { edits, rows, columns, order, count, selection, select, mark, grid, region } = options;
  const [edited, setEdited] = useState<{ cell: Item; bounds: Rectangle; typed?: string } | null>(null);
  const appended = useRef(false);
  const next = useRef<Item | null>(null);
  const columnAt = (place: number) => columns[order[place] ?? -1];
  const valueAt = ([place, row]: Item): Json => edits?.cell(rows, order[place]!, row)?.value ?? null;
  const open = (cell: Item, typed?: string) => {
    const column = columnAt(cell[0]);
    const bounds = grid.current?.getBounds(cell[0], cell[1]);
    const isTick = column?.edits?.type === 'checkbox';
    if (bounds && isEditable(column) && !isTick) {
      setEdited({ cell, bounds, ...(typed === undefined ? {} : { typed }) });
    }
    return isEditable(column);
  };
  const go = (cell: Item) => {
    const range = { x: cell[0], y: cell[1], width: 1, height: 1 };
    select({ ...selection, current: { cell, range, rangeStack: [] } });
    grid.current?.scrollTo(cell[0], cell[1]);
  };
  const field = useRef<HTMLElement | null>(null);
  // The grid takes the focus a frame after a click, also from a field that a key has opened by then.
  useEffect(() => {
    const back = () => field.current?.focus();
    const box = region.current;
    box?.addEventListener('focusin', back);
    return () => box?.removeEventListener('focusin', back);
  }, [region]);
  // A row that was asked for is there after the next rendering.
  useEffect(() => {
    const cell = next.current;
    if (cell && cell[1] < count) {
      next.current = null;
      go(cell);
      open(cell);
    }
  });
  const fill = ([left, top]: Item, texts: readonly (readonly string[])[]) =>
    edits?.change(
      rows,
      texts.flatMap((line, y) => line.flatMap((text, x) => read([left + x, top + y], text)))
    );
  /** A text as the change of a cell; what the column does not take is left out. */
  const read = ([place, row]: Item, text: string): Change[] => {
    const column = columnAt(place);
    const value = isEditable(column) && row < count ? emptied(text, column!) : undefined;
    return value === undefined ? [] : [[order[place]!, row, value]];
  };
  // The grid's own way asks for the clipboard, which a page without https may not read.
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain');
      const target = selection.current?.cell;
      if (edits && text && target && !edited && region.current!.contains(document.activeElement)) {
        event.preventDefault();
        fill(target, cellsOf(text));
      }
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  });
  if (!edits) {
    return NONE;
  }
  const remove = (gone: CompactSelection) => {
    mark(null);
    select({ ...selection, rows: CompactSelection.empty() });
    edits.remove(rows, gone.toArray());
  };
  const finish = (value: Json | undefined, [right, down]: Item) => {
    const { cell } = edited!;
    const target: Item = [clamp(cell[0] + right, order.length), cell[1] + down];
    const grows = target[1] >= count && edits.adds && value !== undefined;
    setEdited(null);
    field.current = null;
    grid.current?.focus();
    edits.change(rows, value === undefined ? [] : [[order[cell[0]]!, cell[1], value]], grows ? 1 : 0);
    if (grows) {
      next.current = target;
    } else if (right || down) {
      go([target[0], clamp(target[1], count)]);
    }
  };
  const adding: Partial<DataEditorProps> = {
    trailingRowOptions: { tint: true, hint: 'Add row' },
    onRowAppended: () => {
      appended.current = true;
      edits.add();
    }
  };
  const props: Partial<DataEditorProps> = {
    fillHandle: true,
    keybindings: { paste: false },
    onKeyDown: event => {
      const cell = selection.current?.cell;
      const isText = event.key.length === 1 && event.key !== ' ';
      const column = cell && columnAt(cell[0]);
      if (isText && column && !event.ctrlKey && !event.metaKey && !event.altKey) {
        if (open(cell, startOf(event.key, column))) {
          event.cancel();
          event.preventDefault();
        }
      }
    },
    // All else has a field.
    onCellsEdited: list => {
      const ticks = list.flatMap(({ location: [place, row], value }): Change[] =>
        value.kind === GridCellKind.Boolean ? [[order[place]!, row, value.data ?? null]] : []
      );
      edits.change(rows, ticks);
      return true;
    },
    onFillPattern: event => {
      const { patternSource: from, fillDestination: to } = event;
      event.preventDefault();
      const text = (x: number, y: number) => {
        const cell: Item = [
          from.x + mod(to.x + x - from.x, from.width),
          from.y + mod(to.y + y - from.y, from.height)
        ];
        return written(valueAt(cell), columnAt(cell[0])!);
      };
      const texts = Array.from({ length: to.height }, (_, y) =>
        Array.from({ length: to.width }, (_, x) => text(x, y))
      );
      fill([to.x, to.y], texts);
    },
    /** Empties the selected cells, or deletes the selected rows. */
    onDelete: ({ current, rows: chosen }) => {
      if (edits.deletes && chosen.length > 0) {
        remove(chosen);
      } else if (current) {
        const { x, y, width, height } = current.range;
        fill(
          [x, y],
          Array.from({ length: height }, () => Array<string>(width).fill(''))
        );
      }
      return false;
    },
    ...(edits.adds ? adding : {})
  };
  return {
    props,
    open: cell => open(cell),
    selected: chosen => {
      if (edits.deletes) {
        mark(chosen.rows.length > 0 ? { remove: () => remove(chosen.rows) } : null);
      }
      if (appended.current && chosen.current) {
        appended.current = false;
        open(chosen.current.cell);
      }
    },
    field: edited && (
      <CellEditor
        key={String(edited.cell)}
        column={columnAt(edited.cell[0])!}
        value={valueAt(edited.cell)}
        typed={edited.typed}
        bounds={edited.bounds}
        hold={element => {
          field.current = element;
        }}
        done={finish}
      />
    )
  };
}

const clamp = (place: number, count: number) => Math.max(0, Math.min(place, count - 1));
const mod = (value: number, by: number) => ((value % by) + by) % by;

/** The cells of a text as spreadsheets copy it. */
const cellsOf = (text: string) =>
  text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map(line => line.split('\t'));

/** What a text that replaces a cell means: emptied, no column holds a text of no letters. */
const emptied = (text: string, column: Column) =>
  text === '' ? (column.edits?.required ? undefined : null) : meant(text, column);

/** A field that holds text begins with the key that opened it; a date or an option does not. */
const startOf = (key: string, column: Column) =>
  ['date', 'time', 'datetime', 'selectbox', 'multiselect'].includes(column.edits?.type ?? '')
    ? undefined
    : key;
