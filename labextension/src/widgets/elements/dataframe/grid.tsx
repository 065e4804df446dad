// A table that one scrolls, sorts, searches and selects in; its rows come from the kernel as they are shown.
import '@glideapps/glide-data-grid/dist/index.css';
import '../../style/data.css';
import {
  CompactSelection,
  DataEditor,
  type DataEditorRef,
  type GridCell,
  GridCellKind,
  type GridColumn,
  type GridSelection,
  type Item,
  type Rectangle
} from '@glideapps/glide-data-grid';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';

import type { ElementProps } from '../../elements';
import { useAsk, useBlob, useInput } from '../../hooks';
import { type Look, useLook } from '../../parts/look';
import { FullScreenFrame, type Tool } from '../../parts/toolbar';
import type { InputProps, Json } from '../../wire';
import { gridCell, words } from './cells';
import { arranged, askedWidth, type Column, type DataframeProps, fittingWidth } from './columns';
import { Details } from './details';
import { renderer } from './draw';
import { CellEditor } from './editor';
import { type Change, type Edits, isEditable, meant, useEdits } from './edits';
import { ColumnChoice, ColumnMenu } from './menu';
import { type Ask, type Page, PLAIN, type Ranges, Rows, readPage, type View } from './rows';
import {
  cellsOf,
  columnNames,
  columnPlaces,
  fromRanges,
  NOTHING,
  type Selected,
  toRanges
} from './selection';
import { cellFont, gridTheme } from './theme';

const ROW = 35;
const AUTO_HEIGHT = 400;
const MARKERS = 33;
const SEARCH_PAUSE = 250;

export default function Dataframe({ id, node }: ElementProps<DataframeProps>) {
  const host = useRef<HTMLDivElement>(null);
  const look = useLook(host);
  const blob = useBlob(node.props.page);
  const first = useMemo(() => (blob ? readPage(blob) : null), [blob]);
  const ask = useAsk(id);
  return (
    <div
      ref={host}
      className={`stDataFrame${node.props.height === 'stretch' ? ' st-stretch-height' : ''}`}
      data-testid="stDataFrame"
      data-lm-suppress-shortcuts="true"
      onKeyDown={event => event.stopPropagation()}
    >
      {look && first && <Table node={node} look={look} first={first} ask={ask} />}
    </div>
  );
}

interface TableProps {
  node: ElementProps<DataframeProps>['node'];
  look: Look;
  first: Page;
  ask: Ask;
}

function Table({ node, look, first, ask }: TableProps) {
  const { props } = node;
  const [view, setView] = useState<View>(PLAIN);
  const [search, setSearch] = useState<string | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [choosing, setChoosing] = useState<Rectangle | null>(null);
  const [marked, setMarked] = useState<Marked | null>(null);
  const edits = useEdits(node);
  const changes = edits?.adds || edits?.deletes;
  const frame = useRef<HTMLDivElement>(null);
  const download = async () => {
    const { buffers } = await ask({ what: 'csv', ...view });
    save(buffers[0]!, `${new Date().toISOString().slice(0, 16).replace(':', '-')}_export.csv`);
  };
  const choose = () => {
    const { right, top } = frame.current!.getBoundingClientRect();
    setChoosing({ x: right - 180, y: top, width: 180, height: 0 });
  };
  const find = (text: string | null) => {
    setSearch(text);
    setView(now => ({ ...now, search: text ?? '' }));
  };
  const tools: Tool[] = [
    { label: 'Show/hide columns', icon: ':material/visibility:', run: choose },
    { label: 'Download as CSV', icon: ':material/download:', run: () => void download() },
    // Places in a table whose rows come and go are those of all rows.
    ...(changes
      ? []
      : [{ label: 'Search', icon: ':material/search:', run: () => find(search === null ? '' : null) }]),
    ...(edits?.adds ? [{ label: 'Add row', icon: ':material/add:', run: () => edits.add() }] : []),
    ...(marked ? [{ label: 'Delete row(s)', icon: ':material/delete:', run: marked.remove }] : [])
  ];
  const toggle = (at: number) =>
    setHidden(now => {
      const next = new Set(now);
      return next.delete(at) ? next : next.add(at);
    });
  return (
    <FullScreenFrame tools={tools}>
      {full => (
        <div ref={frame} className="st-grid-frame">
          {search !== null && <SearchField text={search} find={find} />}
          <Grid
            node={node}
            look={look}
            first={first}
            ask={ask}
            full={full}
            view={view}
            setView={setView}
            hidden={hidden}
            hide={toggle}
            edits={edits}
            mark={setMarked}
          />
          {props.caption && <div className="st-grid-caption">{props.caption}</div>}
          {choosing && (
            <ColumnChoice
              columns={props.columns}
              hidden={hidden}
              bounds={choosing}
              close={() => setChoosing(null)}
              toggle={toggle}
            />
          )}
        </div>
      )}
    </FullScreenFrame>
  );
}

function SearchField({ text, find }: { text: string; find: (text: string | null) => void }) {
  const [typed, setTyped] = useState(text);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current!.focus(), []);
  useEffect(() => {
    const timer = setTimeout(() => typed !== text && find(typed), SEARCH_PAUSE);
    return () => clearTimeout(timer);
  }, [typed, text, find]);
  return (
    <input
      ref={field}
      type="search"
      className="st-grid-search"
      data-testid="stDataFrameSearch"
      aria-label="Search in the table"
      placeholder="Search"
      value={typed}
      onChange={event => setTyped(event.target.value)}
      onKeyDown={event => event.key === 'Escape' && find(null)}
    />
  );
}

interface GridProps extends TableProps {
  full: boolean;
  view: View;
  setView: (view: View) => void;
  hidden: ReadonlySet<number>;
  hide: (column: number) => void;
  edits: Edits | null;
  mark: (marked: Marked | null) => void;
}

/** Rows of an editor that are selected, to be deleted. */
interface Marked {
  remove: () => void;
}

function Grid({ node, look, first, ask, full, view, setView, hidden, hide, edits, mark }: GridProps) {
  const { columns, width = 'stretch', placeholder = 'None', row_height: rowHeight = ROW } = node.props;
  const levels = columns.filter(column => column.index).length;
  const [pins, setPins] = useState<ReadonlyMap<number, boolean>>(new Map());
  const [widths, setWidths] = useState<ReadonlyMap<number, number>>(new Map());
  const [menu, setMenu] = useState<{ place: number; bounds: Rectangle } | null>(null);
  const [details, setDetails] = useState<{ cell: Item; bounds: Rectangle } | null>(null);
  const [edited, setEdited] = useState<{ cell: Item; bounds: Rectangle; typed?: string } | null>(null);
  const editor = useRef<DataEditorRef>(null);
  const region = useRef<HTMLElement>(null);
  const rows = useRows(node.props, view, first, levels, ask);
  const { order, pinned } = useMemo(() => arranged(columns, hidden, pins), [columns, hidden, pins]);
  const fitted = useMemo(() => {
    const font = cellFont(look);
    return columns.map((column, at) => {
      const values = first.columns[at]!.slice(0, 50);
      const texts = values.map((value, row) => {
        const styled = first.looks?.[at - levels]?.[row]?.[0];
        return styled ?? (value === null ? placeholder : words(value, column));
      });
      return fittingWidth(column, texts, font);
    });
  }, [columns, first, look, placeholder, levels]);
  const theme = useMemo(() => gridTheme(look), [look]);
  const gridColumns = useMemo(
    () =>
      order.map((at): GridColumn => {
        const column = columns[at]!;
        const asked = widths.get(at) ?? askedWidth(column);
        const arrow = view.sort === at ? (view.down ? '↓ ' : '↑ ') : '';
        const grows = asked === undefined && width !== 'content' && !column.index;
        return {
          id: `${at} ${column.name}`,
          title: arrow + column.title,
          width: asked ?? fitted[at]!,
          hasMenu: true,
          ...(column.group === undefined ? {} : { group: column.group }),
          ...(grows ? { grow: 1 } : {})
        };
      }),
    [order, columns, widths, fitted, view, width]
  );
  const chosen = useSelection(node, order, rows, ask);
  const { selection, select, columnSelect, rangeSelect } = chosen;
  const rowSelect = edits?.deletes ? 'multi' : chosen.rowSelect;
  const count = edits?.total(rows.source) ?? rows.source.total;
  const cellAt = (at: number, row: number) =>
    edits ? edits.cell(rows.source, at, row) : rows.source.cell(at, row);
  const content = useCallback(
    ([place, row]: Item): GridCell => {
      const at = order[place]!;
      const column = columns[at]!;
      const cell = edits ? edits.cell(rows.source, at, row) : rows.source.cell(at, row);
      const drawn = gridCell(cell, column, placeholder, look);
      return drawn.kind === GridCellKind.Boolean ? { ...drawn, readonly: !isEditable(column) } : drawn;
    },
    [order, rows, columns, placeholder, look, edits]
  );
  const change = (changes: Change[]) => changes.length > 0 && edits?.change(rows.source, changes);
  const remove = (gone: CompactSelection) => {
    mark(null);
    select({ ...selection, rows: CompactSelection.empty() });
    edits?.remove(rows.source, gone.toArray());
  };
  const choose = (next: GridSelection) => {
    select(next);
    if (edits?.deletes) {
      mark(next.rows.length > 0 ? { remove: () => remove(next.rows) } : null);
    }
  };
  /** Empties the selected cells, or deletes the selected rows. */
  const clear = ({ current, rows: chosenRows }: GridSelection) => {
    if (edits?.deletes && chosenRows.length > 0) {
      remove(chosenRows);
    } else if (edits && current) {
      const { x, y, width, height } = current.range;
      const texts = Array.from({ length: height }, () => Array<string>(width).fill(''));
      fill([x, y], texts);
    }
    return false;
  };
  /** Writes texts into the cells from a cell on; what a column does not take is left out. */
  const fill = ([left, top]: Item, texts: readonly (readonly string[])[]) => {
    change(
      texts.flatMap((line, y) =>
        line.flatMap((text, x): Change[] => {
          const at = order[left + x];
          const column = columns[at ?? -1];
          const value = column && isEditable(column) && top + y < count ? emptied(text, column) : undefined;
          return at === undefined || value === undefined ? [] : [[at, top + y, value]];
        })
      )
    );
    return false;
  };
  // The grid's own way asks for the clipboard, which a page without https may not read.
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain');
      const target = selection.current?.cell;
      if (edits && text && target && !edited && region.current!.contains(document.activeElement)) {
        event.preventDefault();
        fill(
          target,
          text
            .replace(/\r?\n$/, '')
            .split(/\r?\n/)
            .map(line => line.split('\t'))
        );
      }
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  });
  /** Opens the field of a cell; `typed` takes the place of what it holds. */
  const edit = (cell: Item, typed?: string) => {
    const column = columns[order[cell[0]] ?? -1];
    const bounds = editor.current?.getBounds(cell[0], cell[1]);
    if (!bounds || !isEditable(column) || column?.edits?.type === 'checkbox') {
      return false;
    }
    setEdited({ cell, bounds, ...(typed === undefined ? {} : { typed }) });
    return true;
  };
  const copied = useCallback(
    ({ x, y, width, height }: Rectangle) => {
      const cells = () =>
        Array.from({ length: height }, (_, row) =>
          Array.from({ length: width }, (_, place) => content([x + place, y + row]))
        );
      return async () => {
        await rows.source.load(y, y + height);
        return cells();
      };
    },
    [content, rows]
  );
  const sortBy = (at: number, down: boolean | null) =>
    setView(down === null ? { ...view, sort: null, down: false } : { ...view, sort: at, down });
  const cycle = (place: number) => {
    const at = order[place];
    if (at !== undefined && columnSelect === 'none' && !edits?.adds && !edits?.deletes) {
      sortBy(at, view.sort !== at ? false : view.down ? null : true);
    }
  };
  /** What floated is gone: the keyboard goes on in the grid. */
  const leave = (set: (nothing: null) => void) => {
    set(null);
    editor.current?.focus();
  };
  const hasGroups = columns.some(column => column.group);
  const contentHeight = ROW * (hasGroups ? 2 : 1) + (count + (edits?.adds ? 1 : 0)) * rowHeight + 2;
  const total = order.reduce(
    (sum, at) => sum + (widths.get(at) ?? askedWidth(columns[at]!) ?? fitted[at]!),
    0
  );
  const natural = total + (rowSelect === 'none' ? 0 : MARKERS) + 2;
  const open = menu && columns[order[menu.place] ?? -1];
  return (
    <section
      ref={region}
      className="st-grid"
      style={{
        height: gridHeight(node.props.height, contentHeight, full),
        maxWidth: width === 'content' ? natural : undefined
      }}
      aria-label={node.props.alt}
      onKeyDownCapture={event => {
        // After a click the keyboard stays with the grid, whatever floats over it.
        if (event.key === 'Escape' && (menu || details)) {
          leave(setMenu);
          leave(setDetails);
        }
      }}
    >
      <DataEditor
        ref={editor}
        theme={theme}
        columns={gridColumns}
        rows={count}
        getCellContent={content}
        getCellsForSelection={copied}
        copyHeaders={false}
        customRenderers={[renderer]}
        rowHeight={rowHeight}
        headerHeight={ROW}
        groupHeaderHeight={ROW}
        width="100%"
        height="100%"
        smoothScrollX
        smoothScrollY
        freezeColumns={pinned}
        minColumnWidth={30}
        maxColumnWidth={1000}
        rowMarkers={
          rowSelect === 'none'
            ? 'none'
            : { kind: 'checkbox-visible', checkboxStyle: 'square', width: MARKERS }
        }
        rowSelect={rowSelect}
        rowSelectionMode="multi"
        columnSelect={columnSelect}
        rangeSelect={rangeSelect}
        rowSelectionBlending="mixed"
        columnSelectionBlending="mixed"
        rangeSelectionBlending="mixed"
        gridSelection={selection}
        onGridSelectionChange={choose}
        onVisibleRegionChanged={region => rows.see(region)}
        onColumnResize={(_, size, place) => setWidths(new Map(widths).set(order[place]!, size))}
        onHeaderClicked={cycle}
        onHeaderMenuClick={(place, bounds) => setMenu({ place, bounds })}
        onCellActivated={cell => {
          // A tick is set by the key or the click itself.
          if (edit(cell) || columns[order[cell[0]] ?? -1]?.edits?.type === 'checkbox') {
            return;
          }
          const bounds = editor.current?.getBounds(cell[0], cell[1]);
          if (bounds) {
            setDetails({ cell, bounds });
          }
        }}
        {...(edits
          ? {
              onKeyDown: event => {
                const cell = selection.current?.cell;
                const isText = event.key.length === 1 && event.key !== ' ';
                if (!isText || !cell || event.ctrlKey || event.metaKey || event.altKey) {
                  return;
                }
                if (edit(cell, startOf(event.key, columns[order[cell[0]]!]!))) {
                  event.cancel();
                  event.preventDefault();
                }
              },
              onCellsEdited: list => {
                change(
                  list.flatMap(({ location: [place, row], value }): Change[] =>
                    value.kind === GridCellKind.Boolean ? [[order[place]!, row, value.data ?? null]] : []
                  )
                );
                return true;
              },
              keybindings: { paste: false },
              onDelete: clear
            }
          : {})}
        {...(edits?.adds
          ? { trailingRowOptions: { tint: true, hint: 'Add row' }, onRowAppended: () => void edits.add() }
          : {})}
        onItemHovered={({ kind, location: [place, row] }) => {
          const at = order[place];
          const cell = kind === 'cell' && at !== undefined ? cellAt(at, row) : undefined;
          region.current!.title = cell?.look?.[2] ?? '';
        }}
        verticalBorder
      />
      {menu && open && (
        <ColumnMenu
          column={open}
          bounds={menu.bounds}
          pinned={menu.place < pinned}
          close={() => leave(setMenu)}
          sort={down => sortBy(order[menu.place]!, down)}
          pin={() => setPins(new Map(pins).set(order[menu.place]!, menu.place >= pinned))}
          fit={() => setWidths(new Map(widths).set(order[menu.place]!, fitted[order[menu.place]!]!))}
          hide={() => hide(order[menu.place]!)}
        />
      )}
      {edited && (
        <CellEditor
          column={columns[order[edited.cell[0]]!]!}
          value={cellAt(order[edited.cell[0]]!, edited.cell[1])?.value ?? null}
          typed={edited.typed}
          bounds={edited.bounds}
          commit={value => change([[order[edited.cell[0]]!, edited.cell[1], value]])}
          close={() => leave(setEdited)}
        />
      )}
      {details && (
        <Details
          column={columns[order[details.cell[0]]!]!}
          value={cellAt(order[details.cell[0]]!, details.cell[1])?.value ?? null}
          bounds={details.bounds}
          close={() => leave(setDetails)}
        />
      )}
    </section>
  );
}

/** What a text that replaces a cell means: emptied, no column holds a text of no letters. */
const emptied = (text: string, column: Column) =>
  text === '' ? (column.edits?.required ? undefined : null) : meant(text, column);

/** A field that holds text begins with the key that opened it; a date or an option does not. */
const startOf = (key: string, column: Column) =>
  ['date', 'time', 'datetime', 'selectbox'].includes(column.edits?.type ?? '') ? undefined : key;

function gridHeight(height: DataframeProps['height'], content: number, full: boolean): number | string {
  if (full) {
    return '100%';
  }
  if (typeof height === 'number') {
    return height;
  }
  return height === 'stretch' ? '100%' : height === 'content' ? content : Math.min(content, AUTO_HEIGHT);
}

interface Shown {
  source: Rows;
  see: (region: Rectangle) => void;
}

/** The rows in the order of the view; a new object whenever some of them came. */
function useRows(props: DataframeProps, view: View, first: Page, levels: number, ask: Ask): Shown {
  const [version, changed] = useReducer((count: number) => count + 1, 0);
  const region = useRef<Rectangle>({ x: 0, y: 0, width: 0, height: 0 });
  const last = useRef<{ key: string; source: Rows } | null>(null);
  const isPlain = view.sort === null && view.search === '';
  const key = JSON.stringify([props.data, view]);
  if (last.current?.key !== key) {
    const before = last.current?.source ?? null;
    const total = isPlain ? props.rows : (before?.total ?? props.rows);
    last.current = { key, source: new Rows(ask, view, total, levels, isPlain ? first : null, before) };
  }
  const { source } = last.current;
  const load = useCallback(async () => {
    const { y, height } = region.current;
    // What the kernel says no to has left the page, or comes with the next scrolling.
    const came = await source.load(y, y + height + 1).catch(() => false);
    if (came) {
      changed();
    }
  }, [source]);
  useEffect(() => {
    if (source.view.sort !== null || source.view.search !== '') {
      void source.begin().then(changed, () => undefined);
    }
    void load();
  }, [source, load]);
  // Rows that came (another version) make a new object.
  return useMemo(
    () => ({
      source,
      see: (seen: Rectangle) => {
        region.current = seen;
        void load();
      }
    }),
    [source, load, version]
  );
}

/** Its height may be `auto`, unlike an input's; nothing else of them matters to the value. */
const NO_PROPS: InputProps = {};
const EMPTY: Selected = { rows: [], columns: [], cells: [] };

/** What is selected: as the kernel has it, in the order in which it is shown. */
function useSelection(node: TableProps['node'], order: number[], rows: Shown, ask: Ask) {
  const { columns, modes = [], num_rows: editing } = node.props;
  const has = (mode: string) => modes.some(name => name.startsWith(mode));
  const [value, setValue] = useInput<Selected & Json>(
    // The value of an editor are its changes.
    node.model === undefined || editing ? { props: NO_PROPS } : { model: node.model, props: NO_PROPS }
  );
  const selected: Selected = value ?? EMPTY;
  const [own, setOwn] = useState<GridSelection>(NOTHING);
  const [places, setPlaces] = useState(CompactSelection.empty());
  const { source } = rows;
  const wanted = JSON.stringify(selected.rows);
  const isPlain = source.view.sort === null && source.view.search === '';
  useEffect(() => {
    const ranges = JSON.parse(wanted) as Ranges;
    if (isPlain || ranges.length === 0) {
      setPlaces(fromRanges(ranges));
      return undefined;
    }
    let late = false;
    ask({ what: 'places', ranges, ...source.view }).then(
      ({ answer }) => !late && setPlaces(fromRanges(answer.ranges as unknown as Ranges)),
      () => undefined
    );
    return () => {
      late = true;
    };
  }, [wanted, isPlain, source, ask]);
  const selection: GridSelection = useMemo(
    () => ({ ...own, rows: places, columns: columnPlaces(selected.columns, columns, order) }),
    [own, places, selected.columns, columns, order]
  );
  const select = async (next: GridSelection) => {
    setOwn(next);
    const chosen: Selected = {
      rows: selected.rows,
      columns: columnNames(next.columns, columns, order),
      cells: has('single-cell') || has('multi-cell') ? cellsOf(next, columns, order, source) : []
    };
    if (JSON.stringify(toRanges(next.rows)) !== JSON.stringify(toRanges(places))) {
      setPlaces(next.rows);
      const ranges = toRanges(next.rows);
      const positions = isPlain
        ? ranges
        : (await ask({ what: 'positions', ranges, ...source.view })).answer.ranges;
      chosen.rows = positions as unknown as Ranges;
    }
    if (modes.length > 0 && JSON.stringify(chosen) !== JSON.stringify(selected)) {
      setValue(chosen as Selected & Json);
    }
  };
  return {
    selection,
    select: (next: GridSelection) => void select(next),
    rowSelect: has('multi-row')
      ? ('multi' as const)
      : has('single-row')
        ? ('single' as const)
        : ('none' as const),
    columnSelect: has('multi-column')
      ? ('multi' as const)
      : has('single-column')
        ? ('single' as const)
        : ('none' as const),
    rangeSelect: has('single-cell') ? ('cell' as const) : ('rect' as const)
  };
}

function save(data: DataView, name: string): void {
  const bytes = new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  const url = URL.createObjectURL(new Blob([bytes], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
