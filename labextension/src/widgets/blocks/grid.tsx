import './grid.css';

import { type CSSProperties, type RefObject, useLayoutEffect, useRef, useState } from 'react';

import { Children, classes, Element, type ElementProps, heightOf, keyClass } from '../elements';
import { useFreshCount, useNode } from '../hooks';
import { gapOf } from './block';

type GridProps = {
  columns?: number;
  min_column_width?: number;
  wrap?: boolean;
  row_gap?: string | number;
  column_gap?: string | number;
  vertical_alignment?: 'center' | 'bottom';
  border?: boolean;
  row_height?: number;
  height?: number | 'stretch';
  dense?: boolean;
  key?: string;
};
type CellProps = { column_span?: number | 'all'; row_span?: number };

const MOST = 24;
const NARROW = 200;
const ALIGN = { center: 'center', bottom: 'flex-end' };

/** Cells beside and below each other, as many in a row as there is room for. */
export function Grid({ id, node, store }: ElementProps<GridProps>) {
  const { columns = MOST, min_column_width: narrow = NARROW, wrap = true, row_height: row } = node.props;
  const ref = useRef<HTMLDivElement>(null);
  const room = useRoom(ref, narrow);
  const fresh = useFreshCount(id);
  const count = wrap ? Math.min(columns, room) : columns;
  const {
    row_gap: rows,
    column_gap: between,
    vertical_alignment: down,
    border,
    height,
    dense,
    key
  } = node.props;
  const style = {
    gridTemplateColumns: `repeat(${count}, minmax(${wrap ? 0 : `${narrow}px`}, 1fr))`,
    gap: `${gapOf(rows)} ${gapOf(between)}`,
    height: heightOf(height),
    gridAutoRows: row,
    gridAutoFlow: dense && 'row dense',
    '--st-cell-align': down && ALIGN[down]
  };
  const className = classes(
    'stGrid',
    keyClass(key),
    border && 'st-bordered-cells',
    row !== undefined && 'st-fixed-rows',
    typeof height === 'number' && 'st-scroll'
  );
  return (
    <div
      ref={ref}
      className={className}
      style={style as CSSProperties}
      data-testid="stGrid"
      data-test-column-count={count}
      data-test-wrap={wrap}
    >
      {node.children?.map((child, index) => (
        <GridChild key={child} id={child} store={store} stale={index >= fresh} columns={count} />
      ))}
    </div>
  );
}

type ChildProps = Pick<ElementProps, 'id' | 'store'> & { stale: boolean; columns: number };

function GridChild({ id, store, stale, columns }: ChildProps) {
  const node = useNode(id);
  const { column_span: across = 1, row_span: down } = (
    node?.type === 'grid_cell' ? node.props : {}
  ) as CellProps;
  const style = {
    gridColumn: across === 'all' ? '1 / -1' : `span ${Math.min(across, columns)}`,
    gridRow: down && `span ${down}`
  };
  return (
    <div className="stGridCell" style={style} data-testid="stGridCell">
      <Element id={id} store={store} stale={stale} />
    </div>
  );
}

/** What stands in a cell that the script made for it. */
export function GridCell({ id, node, store }: ElementProps) {
  return (
    <div className="stVerticalBlock st-block" data-testid="stVerticalBlock">
      <Children id={id} node={node} store={store} />
    </div>
  );
}

/** How many columns of a width fit, and at least one. */
function useRoom(grid: RefObject<HTMLElement>, narrow: number): number {
  const [room, setRoom] = useState(MOST);
  useLayoutEffect(() => {
    const element = grid.current!;
    const measure = () => {
      const gap = Number.parseFloat(getComputedStyle(element).columnGap) || 0;
      setRoom(Math.max(1, Math.min(MOST, Math.floor((element.clientWidth + gap) / (narrow + gap)))));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [grid, narrow]);
  return room;
}
