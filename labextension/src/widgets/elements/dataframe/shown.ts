// The rows that are in sight.
import type { Rectangle } from '@glideapps/glide-data-grid';
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';

import type { DataframeProps } from './columns';
import { type Ask, type Page, Rows, type View } from './rows';

export interface Shown {
  source: Rows;
  see: (region: Rectangle) => void;
}

/** The rows in the order of the view; a new object whenever some of them came. */
export function useRows(props: DataframeProps, view: View, first: Page, levels: number, ask: Ask): Shown {
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
