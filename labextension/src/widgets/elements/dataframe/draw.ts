// Cells that the grid does not know: bars of progress, small charts, coloured chips.
import {
  type CustomCell,
  type CustomRenderer,
  GridCellKind,
  getMiddleCenterBias
} from '@glideapps/glide-data-grid';

import type { Look } from '../../parts/look';
import type { Drawn } from './cells';
import type { As } from './columns';

type Args = Parameters<CustomRenderer<CustomCell<Drawn>>['draw']>[0];
type Chart = Extract<Drawn, { values: number[] }>;

/** The palette's colours as they are now; all others are CSS. */
export function chartColor(as: As | undefined, values: number[], look: Look): string {
  const color = as?.color ?? 'primary';
  if (color === 'auto' || color === 'auto-inverse') {
    const rises = (values[values.length - 1] ?? 0) >= (values[0] ?? 0);
    return rises === (color === 'auto') ? look.palette.green! : look.palette.red!;
  }
  return look.palette[color === 'grey' ? 'gray' : color] ?? color;
}

export const renderer: CustomRenderer<CustomCell<Drawn>> = {
  kind: GridCellKind.Custom,
  isMatch: (cell): cell is CustomCell<Drawn> => 'kind' in (cell.data as object),
  draw: args => {
    const { data } = args.cell;
    switch (data.kind) {
      case 'progress':
        return drawProgress(args, data);
      case 'chips':
        return drawChips(args, data);
      default:
        return drawChart(args, data);
    }
  }
};

function drawProgress({ ctx, theme, rect }: Args, data: Extract<Drawn, { kind: 'progress' }>): void {
  const { x, y, width, height } = rect;
  const pad = theme.cellHorizontalPadding;
  const room = Math.max(ctx.measureText('100%').width, ctx.measureText(data.label).width);
  const length = Math.max(0, width - 3 * pad - room);
  const middle = y + height / 2;
  bar(ctx, x + pad, middle, length, theme.bgBubble);
  bar(ctx, x + pad, middle, length * data.share, data.color);
  ctx.fillStyle = theme.textDark;
  ctx.textAlign = 'right';
  ctx.fillText(data.label, x + width - pad, middle + getMiddleCenterBias(ctx, theme));
  ctx.textAlign = 'start';
}

function bar(ctx: CanvasRenderingContext2D, x: number, middle: number, length: number, color: string): void {
  ctx.fillStyle = color;
  ctx.beginPath();
  ctx.roundRect(x, middle - 3, length, 6, 3);
  ctx.fill();
}

function drawChips({ ctx, theme, rect }: Args, { chips }: Extract<Drawn, { kind: 'chips' }>): void {
  let left = rect.x + theme.cellHorizontalPadding;
  const middle = rect.y + rect.height / 2;
  for (const { label, color } of chips) {
    if (left > rect.x + rect.width) {
      return;
    }
    const width = ctx.measureText(label).width + 14;
    ctx.beginPath();
    ctx.roundRect(left, middle - 10, width, 20, 10);
    ctx.fillStyle = color ?? theme.bgBubble;
    ctx.globalAlpha = color ? 0.2 : 1;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.fillStyle = theme.textDark;
    ctx.fillText(label, left + 7, middle + getMiddleCenterBias(ctx, theme));
    left += width + 4;
  }
}

function drawChart({ ctx, theme, rect }: Args, data: Chart): void {
  const { values, as, color } = data;
  if (values.length === 0) {
    return;
  }
  const pad = theme.cellHorizontalPadding;
  const [left, width] = [rect.x + pad, rect.width - 2 * pad];
  const [top, height] = [rect.y + 4, rect.height - 8];
  const flat = data.kind === 'line_chart' ? [] : [0];
  const low = as.y_min ?? Math.min(...values, ...flat);
  const high = as.y_max ?? Math.max(...values, ...flat);
  const at = (value: number) => {
    const share = (Math.min(high, Math.max(low, value)) - low) / (high - low || 1);
    return top + height * (1 - share);
  };
  ctx.fillStyle = color;
  ctx.strokeStyle = color;
  if (data.kind === 'bar_chart') {
    const step = width / values.length;
    values.forEach((value, index) => {
      const [from, to] = [at(0), at(value)];
      ctx.fillRect(
        left + index * step,
        Math.min(from, to),
        Math.max(1, step - 1),
        Math.max(1, Math.abs(to - from))
      );
    });
    return;
  }
  const step = width / Math.max(1, values.length - 1);
  ctx.beginPath();
  for (const [index, value] of values.entries()) {
    ctx.lineTo(left + index * step, at(value));
  }
  ctx.lineWidth = 1.25;
  ctx.lineJoin = 'round';
  ctx.stroke();
  if (data.kind === 'area_chart') {
    ctx.lineTo(left + (values.length - 1) * step, top + height);
    ctx.lineTo(left, top + height);
    ctx.globalAlpha = 0.2;
    ctx.fill();
    ctx.globalAlpha = 1;
  }
}
