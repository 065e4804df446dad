// What a specification of the script needs before Vega-Lite gets it: the theme, its size, fields for selections.
import type { Look } from '../../parts/look';
import { pageConfig, plainConfig } from './config';

export type Spec = { [name: string]: unknown };

export interface Space {
  /** Pixels to fill; undefined: as wide as it likes. */
  width?: number;
  height?: number;
}

/** Pixels that axis and padding take beside a chart of a column of charts, until they are measured. */
const BESIDE = 80;

const record = (value: unknown): value is Spec =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function merge(base: unknown, over: unknown): unknown {
  if (!record(base) || !record(over)) {
    return over === undefined ? base : over;
  }
  const merged: Spec = { ...base };
  for (const [name, value] of Object.entries(over)) {
    merged[name] = merge(base[name], value);
  }
  return merged;
}

/** A specification of Vega itself, which needs no compiling. */
export const isVega = (spec: Spec): boolean =>
  typeof spec.$schema === 'string' && /\/vega\/v\d/.test(spec.$schema);

const isFaceted = ({ encoding, ...spec }: Spec): boolean =>
  'facet' in spec ||
  'repeat' in spec ||
  (record(encoding) && ['row', 'column', 'facet'].some(name => name in encoding));

/** Charts one below the other. */
export const columnOf = (spec: Spec): Spec[] | null =>
  Array.isArray(spec.vconcat) ? (spec.vconcat as Spec[]) : null;

/** Vega-Lite can fit a single view, with its layers, into a given space. */
export const fits = (spec: Spec): boolean => !isFaceted(spec) && !('hconcat' in spec) && !('concat' in spec);

export function prepare(
  spec: Spec,
  theme: string | undefined,
  look: Look,
  space: Space,
  beside = BESIDE
): Spec {
  const base = theme === 'streamlit' ? pageConfig(look) : plainConfig(look);
  const themed: Spec = { ...spec, config: merge(base, spec.config) };
  const column = columnOf(spec);
  if (column) {
    const width = space.width && Math.max(50, space.width - beside);
    const filled = column.map(part => (fits(part) && width ? { ...part, width } : part));
    return { ...themed, vconcat: filled };
  }
  if (!fits(spec)) {
    return themed;
  }
  const autosize = merge({ type: 'fit', contains: 'padding' }, spec.autosize);
  return {
    ...themed,
    autosize,
    ...(space.width === undefined ? {} : { width: space.width }),
    ...(space.height === undefined ? {} : { height: space.height })
  };
}

/** A point selection that names neither fields nor channels knows rows by number only: let it know their values. */
export function withFields(spec: Spec, selections: readonly string[], outer: Spec = {}): Spec {
  const encoding = { ...outer, ...(record(spec.encoding) ? spec.encoding : {}) };
  const channels = Object.entries(encoding)
    .filter(([name, channel]) => record(channel) && 'field' in channel && SELECTABLE.has(name))
    .map(([name]) => name);
  const changed: Spec = { ...spec };
  if (Array.isArray(spec.params)) {
    changed.params = spec.params.map(param => withChannels(param as Spec, selections, channels));
  }
  for (const name of ['layer', 'hconcat', 'vconcat', 'concat']) {
    if (Array.isArray(spec[name])) {
      changed[name] = (spec[name] as Spec[]).map(part => withFields(part, selections, encoding));
    }
  }
  if (record(spec.spec)) {
    changed.spec = withFields(spec.spec, selections, encoding);
  }
  return changed;
}

const SELECTABLE = new Set([
  'x',
  'y',
  'color',
  'fill',
  'stroke',
  'size',
  'shape',
  'theta',
  'radius',
  'opacity',
  'text',
  'detail'
]);

function withChannels(param: Spec, selections: readonly string[], channels: string[]): Spec {
  const select = typeof param.select === 'string' ? { type: param.select } : param.select;
  const open = record(select) && select.type === 'point' && !('fields' in select) && !('encodings' in select);
  if (!open || !channels.length || !selections.includes(String(param.name))) {
    return param;
  }
  return { ...param, select: { ...select, encodings: channels } };
}
