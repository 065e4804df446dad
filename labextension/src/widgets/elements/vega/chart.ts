// One drawn chart. This module brings Vega, so it loads when the first chart appears.
import { changeset, Error as ERROR, logger, parse, type Spec as VegaSpec, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Look } from '../../parts/look';
import { grew, rowsOf, type Table } from './columns';
import { columnOf, fits, isVega, prepare, type Space, type Spec, withFields } from './spec';
import { tooltip } from './tooltip';

/**
 * SVG up to as many rows: its marks are elements, which screen readers, style sheets and tests can find, and its
 * text is sharp. Beyond it, a canvas: a browser takes seconds for tens of thousands of elements.
 */
const SVG_ROWS = 1000;
/** A selection is told when it has rested for as long, in milliseconds. */
const REST = 150;

export type Data = { [name: string]: Table };

export interface Options {
  spec: Spec;
  theme?: string;
  look: Look;
  data: Data;
  space: Space;
  selections: readonly string[];
  select: (selection: { [name: string]: unknown }) => void;
  root: HTMLElement;
}

export class Chart {
  readonly element = document.createElement('div');
  private view!: View;
  private data: Data = {};
  private busy: Promise<unknown> = Promise.resolve();
  private readonly tip: ReturnType<typeof tooltip>;
  private timer = 0;

  private constructor(private readonly options: Options) {
    this.element.className = 'st-chart';
    this.tip = tooltip(options.root);
  }

  /** Resolves when the chart is drawn, in an element that is not on the page yet. */
  static async draw(options: Options): Promise<Chart> {
    const chart = new Chart(options);
    await chart.build();
    if (columnOf(options.spec) && options.space.width) {
      await chart.fitColumn(options.space.width);
    }
    return chart;
  }

  /** Show other data in the same view; rows that come after the ones that are shown are just added. */
  update(data: Data): void {
    let changed = false;
    for (const [name, table] of Object.entries(data)) {
      changed = this.load(name, table) || changed;
    }
    if (changed) {
      const renderer = rendererFor(this.data);
      if (this.view.renderer() !== renderer) {
        this.view.renderer(renderer);
      }
      this.run();
    }
  }

  resize({ width, height }: Space): void {
    if (!fits(this.options.spec) || columnOf(this.options.spec)) {
      return;
    }
    if (width !== undefined && width !== this.view.width()) {
      this.view.width(width);
    }
    if (height !== undefined && height !== this.view.height()) {
      this.view.height(height);
    }
    this.run();
  }

  picture(): Promise<string> {
    return this.view.toImageURL('png', 2);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.tip.remove();
    this.view.finalize();
    this.element.remove();
  }

  private async build(beside?: number): Promise<void> {
    const { spec, theme, look, space, selections, data } = this.options;
    const log = logger(ERROR);
    const prepared = prepare(withFields(spec, selections), theme, look, space, beside);
    const vega = isVega(spec)
      ? (spec as VegaSpec)
      : compile(prepared as unknown as TopLevelSpec, { logger: log }).spec;
    this.view = new View(parse(vega), {
      renderer: rendererFor(data),
      container: this.element,
      hover: true,
      logger: log
    });
    this.view.tooltip(this.tip.show as never);
    this.data = {};
    for (const [name, table] of Object.entries(data)) {
      this.load(name, table);
    }
    for (const name of selections) {
      this.view.addSignalListener(name, () => this.selected());
    }
    await this.view.runAsync();
  }

  /** Now that it is known what axes and legends take of the width, draw it again. */
  private async fitColumn(width: number): Promise<void> {
    const drawn = this.element.querySelector('svg, canvas')?.getAttribute('width');
    const total = Number.parseFloat(drawn ?? '');
    const over = total - width;
    if (Number.isFinite(over) && Math.abs(over) > 1) {
      this.view.finalize();
      this.element.replaceChildren();
      await this.build(80 + over);
    }
  }

  private load(name: string, table: Table): boolean {
    const before = this.data[name];
    if (before === table) {
      return false;
    }
    this.data[name] = table;
    const grown = before !== undefined && grew(before, table);
    if (grown && before.length === table.length) {
      return false;
    }
    const change = changeset().insert(rowsOf(table, grown ? before.length : 0));
    if (!grown) {
      change.remove(() => true);
    }
    try {
      this.view.change(name, change);
    } catch {
      return false; // No mark uses this data.
    }
    return true;
  }

  /** One run at a time, in order. */
  private run(): void {
    this.busy = this.busy
      .then(() => this.view.runAsync())
      .catch(error => console.error('jupyter_streamkit:', error));
  }

  private selected(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const { selections, select } = this.options;
      select(Object.fromEntries(selections.map(name => [name, selectionOf(this.view.signal(name))])));
    }, REST);
  }
}

function rendererFor(data: Data): 'svg' | 'canvas' {
  const rows = Object.values(data).reduce((sum, table) => sum + table.length, 0);
  return rows > SVG_ROWS ? 'canvas' : 'svg';
}

/** Points are a list of the rows' values, an interval is its bounds. */
function selectionOf(value: unknown): unknown {
  const points = (value as { vlPoint?: { or?: unknown[] } } | null)?.vlPoint?.or;
  return JSON.parse(JSON.stringify(points ?? value ?? {}));
}
