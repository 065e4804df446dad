// A table that one scrolls, sorts, searches and selects in; its rows come from the kernel as they are shown.
import '@glideapps/glide-data-grid/dist/index.css';
import '../../style/data.css';
import {
  DataEditor,
  type DataEditorRef,
  type GridCell,
  GridCellKind,
  type GridColumn,
  type Item,
  type Rectangle,
  type SpriteMap
} from '@glideapps/glide-data-grid';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import type { ElementProps } from '../../elements';
import { useAsk, useBlob } from '../../hooks';
import { type Look, useLook } from '../../parts/look';
import { FullScreenFrame, type Tool } from '../../parts/toolbar';
import { gridCell, words } from './cells';
import { arranged, askedWidth, type DataframeProps, fittingWidth } from './columns';
import { Details } from './details';
import { renderer } from './draw';
import { type Marked, useEditing } from './editing';
import { type Edits, isEditable, useEdits } from './edits';
import { ColumnChoice, ColumnMenu } from './menu';
import { type Ask, type Page, PLAIN, readPage, type View } from './rows';
import { useSelection } from './selecting';
import { useRows } from './shown';
import { cellFont, faint, gridTheme } from './theme';

const ROW = 35;
const AUTO_HEIGHT = 400;
const MARKERS = 33;
const SEARCH_PAUSE = 250;
const HEADER_ICONS: SpriteMap = {
  pencil: ({ bgColor }) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="20" height="20" fill="${bgColor}">` +
    '<path d="M3 17.25V21h3.75L17.81 9.94l-3.75-3.75zM20.71 7.04a1 1 0 0 0 0-1.41l-2.34-2.34a1 1 0 0 0-1.41 0l-1.83 1.83 3.75 3.75z"/></svg>'
};

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

function Grid({ node, look, first, ask, full, view, setView, hidden, hide, edits, mark }: GridProps) {
  const { columns, width = 'stretch', placeholder = 'None', row_height: rowHeight = ROW } = node.props;
  const levels = columns.filter(column => column.index).length;
  const [pins, setPins] = useState<ReadonlyMap<number, boolean>>(new Map());
  const [widths, setWidths] = useState<ReadonlyMap<number, number>>(new Map());
  const [menu, setMenu] = useState<{ place: number; bounds: Rectangle } | null>(null);
  const [details, setDetails] = useState<{ cell: Item; bounds: Rectangle } | null>(null);
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
          ...(isEditable(column) ? { icon: 'pencil' } : {}),
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
      let drawn = gridCell(cell, column, placeholder, look);
      if (cell?.value === null && column.edits?.required) {
        drawn = {
          ...drawn,
          themeOverride: { ...drawn.themeOverride, bgCell: faint(look.palette.red!, 0.12) }
        };
      }
      return drawn.kind === GridCellKind.Boolean ? { ...drawn, readonly: !isEditable(column) } : drawn;
    },
    [order, rows, columns, placeholder, look, edits]
  );
  const editing = useEditing({
    edits,
    rows: rows.source,
    columns,
    order,
    count,
    selection,
    select,
    mark,
    grid: editor,
    region
  });
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
        headerIcons={HEADER_ICONS}
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
        onGridSelectionChange={next => {
          select(next);
          editing.selected(next);
        }}
        onVisibleRegionChanged={region => rows.see(region)}
        onColumnResize={(_, size, place) => setWidths(new Map(widths).set(order[place]!, size))}
        onHeaderClicked={cycle}
        onHeaderMenuClick={(place, bounds) => setMenu({ place, bounds })}
        onCellActivated={cell => {
          if (editing.open(cell)) {
            return;
          }
          const bounds = editor.current?.getBounds(cell[0], cell[1]);
          if (bounds) {
            setDetails({ cell, bounds });
          }
        }}
        {...editing.props}
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
      {editing.field}
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

function gridHeight(height: DataframeProps['height'], content: number, full: boolean): number | string {
  if (full) {
    return '100%';
  }
  if (typeof height === 'number') {
    return height;
  }
  return height === 'stretch' ? '100%' : height === 'content' ? content : Math.min(content, AUTO_HEIGHT);
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
