import { useEffect, useRef, useState } from 'react';

import '../style/charts.css';
import type { ElementProps } from '../elements';
import { useBlob, useInput } from '../hooks';
import { jsonOf, libraryOf } from '../parts/library';
import { type Look, useLook } from '../parts/look';
import { FullScreenFrame } from '../parts/toolbar';
import type { Json, Size } from '../wire';
import { categories, diverging, sequential } from './vega/config';

type PlotlyProps = {
  figure: string;
  library: string;
  theme?: string;
  config?: { [name: string]: Json };
  width?: Size;
  height?: Size;
  modes?: string[];
  alt?: string;
};
type Part = { [name: string]: unknown };
type Figure = { data: Part[]; layout: Part; frames?: Part[] };
interface Plot extends HTMLElement {
  on(event: string, listener: (event: Picked | undefined) => void): void;
}
interface Plotly {
  react(host: HTMLElement, figure: Part): Promise<Plot>;
  purge(host: HTMLElement): void;
  Plots: { resize(host: HTMLElement): void };
}
interface Picked {
  points?: Part[];
  range?: { [axis: string]: unknown[] };
  lassoPoints?: { [axis: string]: unknown[] };
  selections?: Part[];
}

const HEIGHT = 450;
/** The colours of plotly's own template; plotly.express writes them into the traces. */
const OWN = [
  '#636efa',
  '#ef553b',
  '#00cc96',
  '#ab63fa',
  '#ffa15a',
  '#19d3f3',
  '#ff6692',
  '#b6e880',
  '#ff97ff',
  '#fecb52'
];

/** A figure of plotly. New data goes into the figure that is there. */
export default function PlotlyChart({ node }: ElementProps<PlotlyProps>) {
  return (
    <div className="stPlotlyChart" data-testid="stPlotlyChart">
      <FullScreenFrame>{full => <Host node={node} full={full} />}</FullScreenFrame>
    </div>
  );
}

function Host({ node, full }: { node: ElementProps<PlotlyProps>['node']; full: boolean }) {
  const { figure, library, theme, config, width, height, modes, alt } = node.props;
  const host = useRef<HTMLDivElement>(null);
  const look = useLook(host);
  const figureBlob = useBlob(figure);
  const libraryBlob = useBlob(library);
  const [problem, setProblem] = useState('');
  const [, setSelection] = useInput<Json>(node);
  const select = useRef(setSelection);
  select.current = setSelection;
  const selectable = modes !== undefined;

  useEffect(() => {
    if (!figureBlob || !libraryBlob || !look) {
      return;
    }
    const element = host.current!;
    const draw = async () => {
      const plotly = libraryOf<Plotly>(libraryBlob);
      const drawn = await plotly.react(element, {
        ...prepare(jsonOf<Figure>(figureBlob), { theme, look, width, height, full, modes }),
        config: { responsive: true, displaylogo: false, ...config }
      });
      if (selectable && !element.dataset.listens) {
        element.dataset.listens = 'true';
        drawn.on('plotly_selected', event => event && select.current(selectionOf(event)));
        drawn.on('plotly_deselect', () => select.current(selectionOf({})));
      }
    };
    draw().then(
      () => setProblem(''),
      error => setProblem(String(error?.message ?? error))
    );
  }, [figureBlob, libraryBlob, look, theme, config, width, height, full, modes, selectable]);
  useEffect(() => {
    const element = host.current!;
    return () => {
      if (libraryBlob) {
        libraryOf<Plotly>(libraryBlob).purge(element);
      }
    };
  }, [libraryBlob]);

  return (
    <>
      <div
        ref={host}
        className="st-chart-host"
        role="img"
        aria-label={alt ?? 'Chart'}
        style={{ minHeight: 100 }}
      />
      {problem && (
        <div className="st-unknown" role="alert">
          This chart cannot be drawn: {problem}
        </div>
      )}
    </>
  );
}

interface Frame {
  theme?: string;
  look: Look;
  width?: Size;
  height?: Size;
  full: boolean;
  modes?: string[];
}

function prepare({ data, layout, frames }: Figure, { theme, look, width, height, full, modes }: Frame): Part {
  const own: Part = { ...layout, uirevision: layout.uirevision ?? 'kept' };
  if (width !== 'content' || full) {
    delete own.width;
    own.autosize = true;
  }
  own.height = full ? window.innerHeight - 80 : typeof height === 'number' ? height : (own.height ?? HEIGHT);
  if (modes) {
    own.clickmode = modes.includes('points') ? 'event+select' : 'none';
    own.dragmode ??= modes.includes('box') ? 'select' : modes.includes('lasso') ? 'lasso' : 'zoom';
  }
  if (theme !== 'streamlit') {
    return { data, layout: own, frames };
  }
  const template = withTheme(own.template as Part | undefined, look);
  return { data: recolored(data, look), layout: { ...own, template }, frames };
}

function withTheme(template: Part | undefined, look: Look): Part {
  const base = (template?.layout ?? {}) as Part;
  const axis = { gridcolor: look.line, linecolor: look.line, zerolinecolor: look.line, automargin: true };
  const scale = (colors: string[]) => colors.map((color, index) => [index / (colors.length - 1), color]);
  return {
    ...template,
    layout: {
      ...base,
      font: { ...(base.font as Part), family: look.font, color: look.text, size: 12 },
      title: { ...(base.title as Part), x: 0, xanchor: 'left', font: { size: 16 } },
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      colorway: categories(look),
      colorscale: { sequential: scale(sequential(look)), diverging: scale(diverging(look)) },
      margin: { t: 50, l: 10, r: 10, b: 10, ...(base.margin as Part) },
      legend: { ...(base.legend as Part), bgcolor: 'rgba(0,0,0,0)' },
      hoverlabel: { font: { family: look.font } },
      xaxis: { ...(base.xaxis as Part), ...axis, showgrid: false },
      yaxis: { ...(base.yaxis as Part), ...axis }
    }
  };
}

/** plotly's own colours become the page's; colours that the script chose stay. */
function recolored(data: Part[], look: Look): Part[] {
  const ours = categories(look);
  return JSON.parse(JSON.stringify(data), (_name, value) => {
    const index = typeof value === 'string' ? OWN.indexOf(value.toLowerCase()) : -1;
    return index < 0 ? value : ours[index];
  });
}

/** What was picked, as the script gets it. */
function selectionOf({ points = [], range, lassoPoints, selections = [] }: Picked): Json {
  const picked = points.map(point => {
    const { data, fullData, xaxis, yaxis, bbox, curveNumber, pointNumber, pointIndex, ...rest } = point;
    const { legendgroup } = (data ?? {}) as Part;
    const named = { curve_number: curveNumber, point_number: pointNumber, point_index: pointIndex };
    return { ...rest, ...named, ...(legendgroup ? { legendgroup } : {}) };
  });
  const shape = selections[0] ?? {};
  const refs = { xref: shape.xref ?? 'x', yref: shape.yref ?? 'y' };
  const area = (axes: { [axis: string]: unknown[] } | undefined) => {
    const [x, y] = Object.values(axes ?? {});
    return axes ? [{ ...refs, x, y }] : [];
  };
  return JSON.parse(
    JSON.stringify({
      points: picked,
      point_indices: points.map(point => point.pointIndex ?? point.pointNumber),
      box: area(range),
      lasso: area(lassoPoints)
    })
  );
}
