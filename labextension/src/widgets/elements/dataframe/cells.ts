// A value as a cell of the grid.
import { type CustomCell, type GridCell, GridCellKind, type Theme } from '@glideapps/glide-data-grid';

import { formatNumber, formatTime } from '../../parts/format';
import type { Look } from '../../parts/look';
import type { Json } from '../../wire';
import type { As, Column, Option } from './columns';
import { chartColor } from './draw';
import type { Cell } from './rows';

export type Drawn =
  | { kind: 'progress'; share: number; label: string; color: string }
  | { kind: 'line_chart' | 'bar_chart' | 'area_chart'; values: number[]; as: As; color: string }
  | { kind: 'chips'; chips: { label: string; color: string | null }[] };

const LOADING: GridCell = { kind: GridCellKind.Loading, allowOverlay: false, skeletonWidth: 40 };
const NUMERIC = ['integer', 'number'];

/** What a cell says in words: for its column's width, for screen readers and for the clipboard. */
export function words(value: Json, column: Column): string {
  if (value === null) {
    return '';
  }
  const { type, format, timezone } = column.as ?? { type: '' };
  if (typeof value === 'number' && type !== 'text') {
    return formatNumber(value, type === 'progress' ? (format ?? 'percent') : format);
  }
  if (typeof value === 'string') {
    const kind = ['datetime', 'date', 'time'].includes(type) ? type : column.kind;
    if (kind === 'datetime' || kind === 'date' || kind === 'time') {
      return formatTime(value, kind, format, timezone);
    }
    return type === 'link' ? linkText(value, column.as!.display_text) : labelOf(value, column.as);
  }
  return Array.isArray(value)
    ? value.map(item => labelOf(item, column.as)).join(', ')
    : labelOf(value, column.as);
}

export function gridCell(cell: Cell | undefined, column: Column, placeholder: string, look: Look): GridCell {
  if (!cell) {
    return LOADING;
  }
  const theme = lookOf(cell, column, look);
  const align = column.alignment ?? (NUMERIC.includes(column.kind) ? 'right' : 'left');
  const base = {
    allowOverlay: false,
    contentAlign: align,
    ...(theme ? { themeOverride: theme } : {})
  } as const;
  const { value } = cell;
  if (value === null && (column.kind === 'boolean' || column.as?.type === 'checkbox')) {
    return { kind: GridCellKind.Boolean, allowOverlay: false, data: null, readonly: true };
  }
  if (value === null) {
    const faded = { ...theme, textDark: look.faint };
    return text(placeholder, '', { ...base, themeOverride: faded });
  }
  const styled = cell.look?.[0];
  if (styled !== undefined && column.as?.format === undefined && typeof value !== 'boolean') {
    return text(styled, styled, base);
  }
  return typedCell(value, column, base, look);
}

type Base = {
  allowOverlay: false;
  contentAlign: 'left' | 'center' | 'right';
  themeOverride?: Partial<Theme>;
};

const text = (shown: string, copied: string, base: Base): GridCell => ({
  ...base,
  kind: GridCellKind.Text,
  data: copied,
  displayData: shown,
  copyData: copied
});

function typedCell(value: NonNullable<Json>, column: Column, base: Base, look: Look): GridCell {
  const shown = words(value, column);
  const type = column.as?.type ?? '';
  const copied = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const isList = Array.isArray(value);
  if (type === 'checkbox' || (type === '' && typeof value === 'boolean')) {
    return { kind: GridCellKind.Boolean, allowOverlay: false, data: Boolean(value), readonly: true };
  }
  if (type === 'image') {
    const urls = isList ? value.map(String) : [String(value)];
    return { kind: GridCellKind.Image, allowOverlay: false, data: urls, displayData: urls, rounding: 4 };
  }
  if (type === 'link') {
    const open = () => window.open(copied, '_blank', 'noopener,noreferrer');
    const click = isSafe(copied) ? { onClickUri: open, hoverEffect: true } : {};
    return { ...base, kind: GridCellKind.Uri, data: copied, displayData: shown, ...click };
  }
  if (type === 'progress' && typeof value === 'number') {
    const top = column.as!.max_value ?? (column.kind === 'integer' ? 100 : 1);
    const bottom = column.as!.min_value ?? 0;
    const share = Math.min(1, Math.max(0, (value - bottom) / (top - bottom || 1)));
    return drawn(
      { kind: 'progress', share, label: shown, color: chartColor(column.as, [bottom, value], look) },
      shown
    );
  }
  if (type.endsWith('_chart')) {
    const values = (isList ? value : copied.split(',')).map(Number).filter(Number.isFinite);
    const kind = type as 'line_chart';
    return drawn({ kind, values, as: column.as!, color: chartColor(column.as, values, look) }, copied);
  }
  if (
    isList ||
    type === 'list' ||
    type === 'multiselect' ||
    (type === 'selectbox' && optionOf(value, column.as)?.color)
  ) {
    const items = isList ? value : type === 'selectbox' ? [value] : copied.split(',');
    const chips = items.map(item => ({
      label: labelOf(item, column.as),
      color: optionColor(item, column.as, look)
    }));
    return drawn({ kind: 'chips', chips }, copied);
  }
  if (type === 'audio' || type === 'video') {
    return text(`▶ ${copied.split('/').pop()}`, copied, base);
  }
  return text(shown, copied, base);
}

const drawn = (data: Drawn, copyData: string): CustomCell<Drawn> => ({
  kind: GridCellKind.Custom,
  allowOverlay: false,
  data,
  copyData
});

/** Links of a table open pages and mail, and run nothing. */
export const isSafe = (url: string) => /^(https?:|mailto:|\/|\.\/|#)/i.test(url);

function linkText(url: string, shown: string | undefined): string {
  const icon = /^:material\/\w+:$/.test(shown ?? '');
  if (!shown || icon) {
    return icon ? '↗' : url;
  }
  if (!/[(\\^$*+?[]/.test(shown)) {
    return shown;
  }
  try {
    const found = new RegExp(shown).exec(url)?.[1];
    return found === undefined ? url : decodeURIComponent(found);
  } catch {
    return shown;
  }
}

function optionOf(value: Json, as: As | undefined): Option | undefined {
  for (const option of as?.options ?? []) {
    if (typeof option === 'object' && option.value === value) {
      return option;
    }
  }
  return undefined;
}

function labelOf(value: Json, as: As | undefined): string {
  return (
    optionOf(value, as)?.label ??
    (value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value))
  );
}

function optionColor(value: Json, as: As | undefined, look: Look): string | null {
  const color = optionOf(value, as)?.color;
  return color === undefined ? null : chartColor({ type: '', color }, [], look);
}

const BOLD = /^(bold|bolder|[6-9]00)$/;

/** The style of a pandas Styler, as far as a grid has it; index columns are faded. */
function lookOf({ look: styled }: Cell, column: Column, look: Look): Partial<Theme> | undefined {
  const css = styled?.[1] ?? {};
  const theme: Partial<Theme> = {};
  const background = css['background-color'] ?? css.background;
  if (background) {
    theme.bgCell = background;
  }
  if (css.color) {
    theme.textDark = css.color;
    theme.linkColor = css.color;
  } else if (background) {
    // A background of the script's own is chosen for dark text, as pandas shows it.
    theme.textDark = look.dark ? '#31333f' : look.text;
  } else if (column.index) {
    theme.textDark = look.faded;
  }
  const fonts = [
    css['font-style'] === 'italic' && 'italic',
    BOLD.test(css['font-weight'] ?? '') && '600',
    '14px'
  ];
  if (css['font-style'] || css['font-weight']) {
    theme.baseFontStyle = fonts.filter(Boolean).join(' ');
  }
  return Object.keys(theme).length > 0 ? theme : undefined;
}
