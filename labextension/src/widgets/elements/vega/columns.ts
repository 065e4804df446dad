// Tables as the kernel packs them: see jupyter_streamkit/api/columns.py, which tells the format.
export type Cell = unknown;
export type Row = { [column: string]: Cell };

type Packed = { name: string; type?: string; at?: number } & (
  | { kind: 'number' | 'time' | 'wall' }
  | { kind: 'text' | 'json'; values: Cell[] }
);
type Header = { rows: number; columns: Packed[] } | { values: Cell[] };

/** Rows of a chart, column by column; or, where they were given so, row by row. */
export interface Table {
  length: number;
  columns: { name: string; cells: ArrayLike<Cell> }[];
  rows?: Cell[];
}

const NUMBERS = { f8: Float64Array, f4: Float32Array, i4: Int32Array } as const;
const tables = new WeakMap<DataView, Table>();

/** Blobs are unpacked once, however often they are asked for. */
export function unpack(blob: DataView): Table {
  let table = tables.get(blob);
  if (!table) {
    table = read(blob);
    tables.set(blob, table);
  }
  return table;
}

export function join(parts: Table[]): Table {
  if (parts.length === 1) {
    return parts[0]!;
  }
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (parts.some(part => part.rows)) {
    return { length, columns: [], rows: parts.flatMap(part => rowsOf(part, 0)) };
  }
  const columns = (parts[0]?.columns ?? []).map(({ name }) => ({
    name,
    cells: parts.flatMap(part => cellsOf(part, name))
  }));
  return { length, columns };
}

/** The rows from an index on, as objects of their own: Vega marks the ones it is given. */
export function rowsOf(table: Table, from: number): Cell[] {
  if (table.rows) {
    return table.rows.slice(from).map(row => structuredClone(row));
  }
  const rows: Row[] = [];
  for (let index = from; index < table.length; index++) {
    const row: Row = {};
    for (const { name, cells } of table.columns) {
      row[name] = cells[index];
    }
    rows.push(row);
  }
  return rows;
}

/** Whether a table is another one with more rows after its own. */
export function grew(before: Table, now: Table): boolean {
  if (before === now) {
    return true;
  }
  if (before.length > now.length || Boolean(before.rows) !== Boolean(now.rows)) {
    return false;
  }
  if (before.rows) {
    return JSON.stringify(before.rows) === JSON.stringify(now.rows!.slice(0, before.length));
  }
  return (
    before.columns.length === now.columns.length &&
    before.columns.every(({ name, cells }, index) => {
      const other = now.columns[index]!;
      return other.name === name && begins(other.cells, cells);
    })
  );
}

function begins(now: ArrayLike<Cell>, before: ArrayLike<Cell>): boolean {
  for (let index = 0; index < before.length; index++) {
    if (now[index] !== before[index]) {
      return false;
    }
  }
  return true;
}

function cellsOf(table: Table, name: string): Cell[] {
  const column = table.columns.find(column => column.name === name);
  return column ? Array.from(column.cells) : new Array(table.length).fill(null);
}

function read(blob: DataView): Table {
  const size = blob.getUint32(0, true);
  const text = new TextDecoder().decode(new Uint8Array(blob.buffer, blob.byteOffset + 4, size));
  const header = JSON.parse(text) as Header;
  if ('values' in header) {
    return { length: header.values.length, columns: [], rows: header.values };
  }
  const start = blob.byteOffset + 4 + size;
  // A copy: the message that brought the bytes need not have aligned them.
  const data = blob.buffer.slice(start, blob.byteOffset + blob.byteLength) as ArrayBuffer;
  const columns = header.columns.map(column => ({
    name: column.name,
    cells: cells(column, data, header.rows)
  }));
  return { length: header.rows, columns };
}

function cells(column: Packed, data: ArrayBuffer, rows: number): ArrayLike<Cell> {
  if (column.kind === 'json') {
    return column.values;
  }
  const numbers = new NUMBERS[column.type as keyof typeof NUMBERS](data, column.at!, rows);
  switch (column.kind) {
    case 'text':
      return Array.from(numbers, code => (code < 0 ? null : column.values[code]));
    case 'wall':
      return Array.from(numbers, time => (Number.isNaN(time) ? null : onTheWall(time)));
    default:
      return Array.from(numbers, number => (Number.isNaN(number) ? null : number));
  }
}

/** The instant at which clocks on the reader's wall show what a clock in Greenwich shows at `time`. */
function onTheWall(time: number): number {
  const date = new Date(time);
  return new Date(
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    date.getUTCMilliseconds()
  ).getTime();
}
