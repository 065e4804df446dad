import { useEffect, useRef, useState } from 'react';

import '../style/charts.css';
import { classes, type ElementProps } from '../elements';
import { useLook } from '../parts/look';
import { FullScreenFrame } from '../parts/toolbar';
import type { Size } from '../wire';

type GraphvizProps = { dot: string; engine: string; width?: Size; height?: Size; alt?: string };

/** A graph, laid out in the browser by Graphviz (WebAssembly, part of this chunk). */
export default function GraphvizChart({ node }: ElementProps<GraphvizProps>) {
  const { dot, engine, width, height, alt } = node.props;
  const host = useRef<HTMLDivElement>(null);
  const look = useLook(host);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    if (!look) {
      return;
    }
    let gone = false;
    const draw = async () => {
      const { Graphviz } = await import('@hpcc-js/wasm-graphviz');
      const graphviz = await Graphviz.load();
      const svg = graphviz.layout(dot, 'svg', engine as 'dot');
      if (!gone) {
        host.current!.replaceChildren(drawing(svg, look.text));
        setProblem('');
      }
    };
    draw().catch(error => !gone && setProblem(String(error?.message ?? error)));
    return () => {
      gone = true;
    };
  }, [dot, engine, look]);
  return (
    <div
      className={classes('stGraphVizChart', width !== 'content' && 'st-fill')}
      data-testid="stGraphVizChart"
    >
      <FullScreenFrame>
        {() => (
          <div
            ref={host}
            className="st-chart-host"
            role="img"
            aria-label={alt ?? 'Graph'}
            style={{ height: typeof height === 'number' ? height : undefined }}
          />
        )}
      </FullScreenFrame>
      {problem && (
        <div className="st-unknown" role="alert">
          This graph cannot be drawn: {problem}
        </div>
      )}
    </div>
  );
}

/** The picture, in the page's colours where the graph has none of its own; what could run code is left out. */
function drawing(text: string, color: string): SVGElement {
  const page = new DOMParser().parseFromString(text, 'image/svg+xml');
  const svg = page.documentElement as unknown as SVGElement;
  for (const element of svg.querySelectorAll('script, foreignObject')) {
    element.remove();
  }
  for (const element of svg.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      if (/^on/i.test(name) || /^\s*javascript:/i.test(value)) {
        element.removeAttribute(name);
      }
    }
    if (element.getAttribute('stroke') === 'black') {
      element.setAttribute('stroke', color);
    }
    if (element.getAttribute('fill') === 'black') {
      element.setAttribute('fill', color);
    }
    if (element.tagName === 'text' && !element.getAttribute('fill')) {
      element.setAttribute('fill', color);
    }
  }
  // The sheet that Graphviz lays below the graph.
  svg.querySelector('g.graph > polygon[fill="white"]')?.setAttribute('fill', 'none');
  return svg;
}
