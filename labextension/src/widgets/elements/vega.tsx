import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import '../style/charts.css';
import { classes, type ElementProps } from '../elements';
import { useInput, usePlace } from '../hooks';
import { useLook } from '../parts/look';
import { FullScreenFrame, type Tool } from '../parts/toolbar';
import type { Json, Size } from '../wire';
import type { Chart, Data } from './vega/chart';
import { join, unpack } from './vega/columns';

import type { Space, Spec } from './vega/spec';

type VegaProps = {
  spec: Spec;
  data: { [name: string]: string[] };
  theme?: string;
  width?: Size;
  height?: Size;
  selections?: string[];
  alt?: string;
};

const HEIGHT = 350;
const NONE: string[] = [];

/** A Vega-Lite chart. New data goes into the view that is there; a new specification or theme makes a new one. */
export function VegaChart({ node, store }: ElementProps<VegaProps>) {
  const [fullHeight, setFullHeight] = useState<number | undefined>();
  const chart = useRef<Chart | null>(null);
  const download = useCallback(() => void chart.current?.picture().then(save), []);
  const tools: Tool[] = [{ label: 'Download as PNG', icon: ':material/download:', run: download }];
  return (
    <div
      className={classes('stVegaLiteChart', node.props.height === 'stretch' && 'st-stretch-height')}
      data-testid="stVegaLiteChart"
    >
      <FullScreenFrame tools={tools}>
        {full => (
          <Host
            node={node}
            store={store}
            chart={chart}
            full={full}
            fullHeight={fullHeight}
            onFull={setFullHeight}
          />
        )}
      </FullScreenFrame>
    </div>
  );
}

type HostProps = Pick<ElementProps<VegaProps>, 'node' | 'store'> & {
  chart: { current: Chart | null };
  full: boolean;
  fullHeight: number | undefined;
  onFull: (height: number | undefined) => void;
};

function Host({ node, store, chart, full, fullHeight, onFull }: HostProps) {
  const { spec, data, theme, width, height, selections = NONE, alt } = node.props;
  const { root } = usePlace();
  const host = useRef<HTMLDivElement>(null);
  const look = useLook(host);
  const [problem, setProblem] = useState('');
  const [, setSelection] = useInput<Json>(node);
  // A node that is sent again may hold the same specification in a new object.
  const specText = useMemo(() => JSON.stringify(spec), [spec]);
  const tables: Data = useMemo(
    () =>
      Object.fromEntries(
        Object.entries(data).map(([name, blobs]) => [
          name,
          join(blobs.flatMap(blob => store.blob(blob) ?? []).map(unpack))
        ])
      ),
    [data, store]
  );
  const latest = useRef({ tables, setSelection });
  latest.current = { tables, setSelection };

  useEffect(() => onFull(full ? window.innerHeight - 80 : undefined), [full, onFull]);
  const fixed = fullHeight ?? (typeof height === 'number' ? height : undefined);
  const space = useCallback(
    (): Space => ({
      width: width === 'content' && !full ? undefined : host.current!.clientWidth,
      height: fixed ?? (height === 'stretch' ? Math.max(HEIGHT, host.current!.clientHeight) : undefined)
    }),
    [width, height, full, fixed]
  );

  useEffect(() => {
    if (!look) {
      return;
    }
    let gone = false;
    const options = {
      spec: withHeight(JSON.parse(specText), fixed ?? (height === 'stretch' ? HEIGHT : undefined)),
      theme,
      look,
      data: latest.current.tables,
      space: space(),
      selections,
      select: (selection: object) => latest.current.setSelection(selection as Json),
      root
    };
    import('./vega/chart')
      .then(({ Chart }) => Chart.draw(options))
      .then(drawn => {
        if (gone) {
          drawn.dispose();
          return;
        }
        chart.current?.dispose();
        chart.current = drawn;
        host.current!.replaceChildren(drawn.element);
        drawn.update(latest.current.tables);
        drawn.resize(space());
        setProblem('');
      })
      .catch(error => !gone && setProblem(String(error?.message ?? error)));
    return () => {
      gone = true;
    };
  }, [specText, theme, look, fixed === undefined, width === 'content', String(selections), root]);

  useEffect(() => chart.current?.update(tables), [tables, chart]);
  useEffect(
    () => () => {
      chart.current?.dispose();
      chart.current = null;
    },
    [chart]
  );
  useEffect(() => {
    const resize = () => chart.current?.resize(space());
    const observer = new ResizeObserver(resize);
    observer.observe(host.current!);
    resize();
    return () => observer.disconnect();
  }, [space, chart]);

  return (
    <>
      <div
        ref={host}
        className="st-chart-host"
        style={{ minHeight: fixed ?? 0 }}
        role="img"
        aria-label={alt ?? 'Chart'}
        data-rows={Object.values(tables).reduce((sum, table) => sum + table.length, 0)}
      />
      {problem && (
        <div className="st-unknown" role="alert">
          This chart cannot be drawn: {problem}
        </div>
      )}
    </>
  );
}

/** A height that is given can change later only if the chart has begun with one. */
function withHeight(spec: Spec, height: number | undefined): Spec {
  return height === undefined || spec.height !== undefined ? spec : { ...spec, height };
}

function save(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = 'chart.png';
  link.click();
}
