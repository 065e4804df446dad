// How charts look: the page's own fonts and colours, as Vega-Lite's configuration.
import type { Look } from '../../parts/look';

const CATEGORY = {
  light: [
    '#1565c0',
    '#7cc0f5',
    '#e5393f',
    '#f7a6a8',
    '#1fa390',
    '#86e3ad',
    '#f58a1f',
    '#fbcf6b',
    '#7045b8',
    '#c3cad8'
  ],
  dark: [
    '#7cc0f5',
    '#1f77d0',
    '#f7a6a8',
    '#e5484d',
    '#86e3ad',
    '#1fa390',
    '#fbcf6b',
    '#f58a1f',
    '#a98be0',
    '#c3cad8'
  ]
};
const BLUES = [
  '#e4f2ff',
  '#c3e0fc',
  '#9ccaf6',
  '#72b2ee',
  '#4998e2',
  '#2a7dd1',
  '#1565c0',
  '#0f4f9c',
  '#0b3b78',
  '#082a57'
];
const DIVERGING = [
  '#7a1218',
  '#b3262d',
  '#e5393f',
  '#f0777b',
  '#f9bdbf',
  '#bcdcf8',
  '#72b2ee',
  '#2a7dd1',
  '#0f4f9c',
  '#082a57'
];

const chosen = (own: string[], usual: string[]): string[] => (own.length > 0 ? own : usual);

export const categories = (look: Look): string[] =>
  chosen(look.categories, CATEGORY[look.dark ? 'dark' : 'light']);

export const sequential = (look: Look): string[] =>
  chosen(look.sequence, look.dark ? [...BLUES].reverse() : BLUES);

export const diverging = (look: Look): string[] => chosen(look.diverging, DIVERGING);

/** What every chart needs to be read on the page. */
export function plainConfig(look: Look): object {
  const text = { labelColor: look.text, titleColor: look.text };
  return {
    background: 'transparent',
    font: look.font,
    axis: { ...text, gridColor: look.line, domainColor: look.faded, tickColor: look.faded },
    legend: { ...text, symbolBaseFillColor: look.faded, symbolBaseStrokeColor: look.faded },
    header: text,
    title: { color: look.text, subtitleColor: look.faded },
    view: { stroke: look.line },
    mark: { tooltip: true },
    style: { 'guide-label': { fill: look.text }, 'guide-title': { fill: look.text } }
  };
}

/** The theme of the page. */
export function pageConfig(look: Look): object {
  const colors = categories(look);
  const small = { labelFontSize: 12, labelColor: look.faded, titleFontSize: 13, titleColor: look.text };
  const regular = { labelFontWeight: 400, titleFontWeight: 400 };
  const ramp = sequential(look);
  const bare = { domain: false, ticks: false, gridColor: look.line, gridWidth: 1 };
  return {
    background: 'transparent',
    font: look.font,
    axis: {
      ...small,
      ...regular,
      ...bare,
      labelPadding: 10,
      titlePadding: 12,
      labelFlush: true,
      labelLimit: 120,
      labelOverlap: true,
      labelSeparation: 6
    },
    axisDiscrete: { grid: false },
    legend: {
      ...small,
      ...regular,
      labelLimit: 160,
      symbolBaseFillColor: look.faded,
      symbolBaseStrokeColor: look.faded,
      symbolSize: 110,
      symbolStrokeWidth: 2.5,
      gradientThickness: 10,
      columnPadding: 14,
      rowPadding: 6
    },
    header: { ...small, ...regular },
    title: {
      anchor: 'start',
      color: look.text,
      fontSize: 16,
      fontWeight: 600,
      offset: 14,
      subtitleColor: look.faded,
      subtitleFontSize: 13
    },
    range: { category: colors, ordinal: ramp, ramp, heatmap: ramp, diverging: diverging(look) },
    view: {
      stroke: null,
      continuousWidth: 400,
      continuousHeight: 350,
      discreteHeight: { step: 24 },
      discreteWidth: { step: 24 }
    },
    mark: { color: colors[0], tooltip: true },
    bar: { discreteBandSize: { band: 0.85 }, binSpacing: 3 },
    line: { strokeWidth: 2 },
    circle: { opacity: 0.85 },
    concat: { columns: 1 },
    facet: { columns: 1 }
  };
}
