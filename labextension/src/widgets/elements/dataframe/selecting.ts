// What a reader selects, and the script hears of.
import { CompactSelection, type GridSelection } from '@glideapps/glide-data-grid';
import { useEffect, useMemo, useState } from 'react';

import { useInput } from '../../hooks';
import type { InputProps, Json, Node } from '../../wire';
import type { DataframeProps } from './columns';
import type { Ask, Ranges } from './rows';
import {
  cellsOf,
  columnNames,
  columnPlaces,
  fromRanges,
  NOTHING,
  type Selected,
  toRanges
} from './selection';
import type { Shown } from './shown';

/** Its height may be `auto`, unlike an input's; nothing else of them matters to the value. */
const NO_PROPS: InputProps = {};
const EMPTY: Selected = { rows: [], columns: [], cells: [] };

/** What is selected: as the kernel has it, in the order in which it is shown. */
export function useSelection(node: Node<DataframeProps>, order: number[], rows: Shown, ask: Ask) {
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
