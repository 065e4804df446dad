import { useEffect, useRef, useState } from 'react';

import '../style/charts.css';
import type { ElementProps } from '../elements';
import { useBlob } from '../hooks';
import { jsonOf, runLibrary } from '../parts/library';
import type { Size } from '../wire';

type BokehProps = { item: string; libraries: string[]; width?: Size };
interface Views {
  clear?: () => void;
  roots?: { model: { sizing_mode?: string | null; width?: number | null } }[];
}
interface Bokeh {
  embed: { embed_item(item: object, target: HTMLElement): Promise<Views | Views[]> };
}

/** A figure of bokeh. */
export default function BokehChart({ node, store }: ElementProps<BokehProps>) {
  const { item, libraries, width } = node.props;
  const host = useRef<HTMLDivElement>(null);
  const blob = useBlob(item);
  const [problem, setProblem] = useState('');
  const scripts = libraries.join();
  useEffect(() => {
    if (!blob) {
      return;
    }
    let gone = false;
    let views: Views | Views[] | undefined;
    const target = document.createElement('div');
    const draw = async () => {
      for (const name of scripts.split(',')) {
        runLibrary(store.blob(name)!);
      }
      const figure = jsonOf<{ doc?: { roots?: { attributes?: { [name: string]: unknown } }[] } }>(blob);
      if (width !== 'content') {
        for (const root of figure.doc?.roots ?? []) {
          root.attributes = { ...root.attributes, sizing_mode: 'stretch_width' };
        }
      }
      // Measured while it stands beside the last figure, which leaves when the new one is there.
      host.current!.append(target);
      views = await (window as unknown as { Bokeh: Bokeh }).Bokeh.embed.embed_item(figure, target);
      if (!gone) {
        host.current!.replaceChildren(target);
        setProblem('');
      }
    };
    draw().catch(error => !gone && setProblem(String(error?.message ?? error)));
    return () => {
      gone = true;
      for (const view of views ? [views].flat() : []) {
        view.clear?.();
      }
    };
  }, [blob, scripts, width, store]);
  return (
    <div className="stBokehChart" data-testid="stBokehChart">
      <div ref={host} className="st-chart-host" role="img" aria-label="Chart" />
      {problem && (
        <div className="st-unknown" role="alert">
          This chart cannot be drawn: {problem}
        </div>
      )}
    </div>
  );
}
