// What is selected, as the grid has it and as the kernel does (docs: ranges of rows, names of columns, cells).
import { CompactSelection, type GridSelection } from '@glideapps/glide-data-grid';

import type { Column } from './columns';
import type { Ranges, Rows } from './rows';

export type Selected = { rows: Ranges; columns: string[]; cells: [row: number, column: string][] };

export const NOTHING: GridSelection = { columns: CompactSelection.empty(), rows: CompactSelection.empty() };

export function fromRanges(ranges: Ranges): CompactSelection {
  return ranges.reduce((all, range) => all.add(range), CompactSelection.empty());
}

export function toRanges(selection: CompactSelection): Ranges {
  const ranges: Ranges = [];
  for (const row of selection) {
    const last = ranges[ranges.length - 1];
    if (last && last[1] === row) {
      last[1] = row + 1;
    } else {
      ranges.push([row, row + 1]);
    }
  }
  return ranges;
}

/** Names of the selected columns; `order` says which column stands where. */
export function columnNames(selection: CompactSelection, columns: Column[], order: number[]): string[] {
  return selection.toArray().flatMap(at => {
    const column = columns[order[at] ?? -1];
    return column && !column.index ? [column.name] : [];
  });
}

export function columnPlaces(names: string[], columns: Column[], order: number[]): CompactSelection {
  const places = order.flatMap((at, place) =>
    names.includes(columns[at]!.name) && !columns[at]!.index ? [place] : []
  );
  return places.reduce((all, place) => all.add(place), CompactSelection.empty());
}

/** The cells of the selected rectangle; those of rows that are not here yet are left out. */
export function cellsOf(
  selection: GridSelection,
  columns: Column[],
  order: number[],
  rows: Rows
): Selected['cells'] {
  const range = selection.current?.range;
  const cells: Selected['cells'] = [];
  if (range) {
    for (let row = range.y; row < range.y + range.height; row += 1) {
      const position = rows.position(row);
      for (let place = range.x; place < range.x + range.width; place += 1) {
        const column = columns[order[place] ?? -1];
        if (column && !column.index && position !== undefined) {
          cells.push([position, column.name]);
        }
      }
    }
  }
  return cells;
}
