// A notebook as the preview sees it: the cells that are apps, and the models that show them.
import type { Cell } from '@jupyterlab/cells';
import { type Notebook, NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';

import { isAlive, watchKernel } from '../widgets/frame/kernel';
import type { AppModel } from '../widgets/models';
import { openApps, watchApps } from '../widgets/open';
import { RUN } from '../widgets/store';
import type { Json } from '../widgets/wire';
import { selectLine } from './lint';
import { Live } from './live';
import type { Services } from './services';
import type { Place } from './told';

const MAGIC = /^\s*%%streamapp\b[ \t]*([^\n]*)/;
/** What answers questions about an app, rather than about an element of it. */
const ASKED = ':notebook';
const OPTION = /--(page|icon|height|others)[ =]+("[^"]*"|'[^']*'|\S+)/g;

export interface Entry {
  /** The id of the cell. */
  id: string;
  cell: Cell;
  source: string;
  label: string;
  /** Missing until the cell has been run. */
  model?: AppModel;
}

interface Told {
  name?: string;
  page?: string;
}

const unquoted = (word: string) => word.replace(/^(["'])(.*)\1$/, '$2');

/** What the first line of a cell tells; nothing if it is no app. */
export function readMagic(source: string): Told | undefined {
  const line = MAGIC.exec(source)?.[1];
  if (line === undefined) {
    return undefined;
  }
  const options = Object.fromEntries(
    [...line.matchAll(OPTION)].map(([, name, value]) => [name, unquoted(value!)])
  );
  const words = line.replace(OPTION, ' ').match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  const name = words.find(word => !word.startsWith('--'));
  return { name: name && unquoted(name), page: options.page };
}

const rootProps = (model: AppModel) => (model.store.node('root')?.props ?? {}) as { [name: string]: Json };

const benches = new WeakMap<NotebookPanel, Bench>();

export class Bench {
  readonly live: Live;
  private now: readonly Entry[] = [];
  private wanted = '';
  /** What others could see of the entries when they last looked. */
  private looked = '';
  private listeners = new Set<() => void>();
  private ends: (() => void)[] = [];

  static of(panel: NotebookPanel, services: Services): Bench {
    const bench = benches.get(panel) ?? new Bench(panel, services);
    benches.set(panel, bench);
    return bench;
  }

  private constructor(
    readonly panel: NotebookPanel,
    readonly services: Services
  ) {
    this.live = new Live(this);
    const look = () => this.look();
    panel.context.model.contentChanged.connect(look);
    panel.sessionContext.statusChanged.connect(look);
    void panel.context.ready.then(look);
    this.ends.push(watchApps(look));
    this.ends.push(services.onSettings(() => this.live.settle()));
    panel.disposed.connect(() => this.close());
    this.look();
  }

  entries = (): readonly Entry[] => this.now;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  /** The app that is shown: the chosen one, else that of the active cell, else the first. */
  get chosen(): Entry | undefined {
    const active = this.panel.content.activeCell?.model.id;
    const of = (id?: string) => this.now.find(entry => entry.id === id);
    return of(this.wanted) ?? of(active) ?? this.now[0];
  }

  choose(id: string): void {
    this.wanted = id;
    this.changed();
  }

  get notebook(): Notebook {
    return this.panel.content;
  }

  /** Ask the kernel about an app; rejects with a sentence for people. */
  async ask(
    model: AppModel,
    request: { do: string; [name: string]: Json }
  ): Promise<{ [name: string]: Json }> {
    return (await model.ask(ASKED, request)).answer;
  }

  /** The app whose cell a line of an app is in; none where it is in a file. */
  at(entry: Entry, { page, file }: Place): Entry | undefined {
    if (file !== undefined || page === undefined) {
      return file === undefined ? entry : undefined;
    }
    const { name } = readMagic(entry.source) ?? {};
    const isPage = (told?: Told) => told?.page === page && told.name === name;
    return this.now.find(each => isPage(readMagic(each.source)));
  }

  /** Run cells, and no others; says whether they came to their ends. */
  async run(ids: string[]): Promise<boolean> {
    const cells = this.notebook.widgets.filter(cell => ids.includes(cell.model.id));
    const done = await NotebookActions.runCells(this.notebook, cells, this.panel.sessionContext);
    this.look();
    return done;
  }

  /** The code cells above one, in their order: id and source. */
  above(entry: Entry): [string, string][] {
    const cells = this.notebook.widgets;
    return cells
      .slice(0, cells.indexOf(entry.cell))
      .filter(cell => cell.model.type === 'code')
      .map(cell => [cell.model.id, cell.model.sharedModel.getSource()]);
  }

  /** Put a first app below the active cell, and select it. */
  insert(source: string): void {
    const at = this.notebook.widgets.length > 0 ? this.notebook.activeCellIndex + 1 : 0;
    this.notebook.model?.sharedModel.insertCell(at, { cell_type: 'code', source });
    this.notebook.activeCellIndex = at;
    void this.notebook.scrollToItem(at);
    this.look();
  }

  /** Select a line of an app's cell; lines count from 1. */
  async select({ cell }: Entry, line: number): Promise<void> {
    const at = this.notebook.widgets.indexOf(cell);
    this.notebook.activeCellIndex = at;
    // Only a cell in sight has an editor.
    await this.notebook.scrollToItem(at, 'auto');
    selectLine(cell, line);
  }

  private close(): void {
    for (const end of this.ends) {
      end();
    }
  }

  private look(): void {
    this.now = this.read();
    this.live.follow(this.now);
    const looks = this.now.map(({ id, label, model }) => [
      id,
      label,
      model?.model_id,
      model && isAlive(model)
    ]);
    if (JSON.stringify(looks) !== this.looked) {
      this.looked = JSON.stringify(looks);
      this.changed();
    }
  }

  private read(): Entry[] {
    const models = this.models();
    return this.notebook.widgets.flatMap((cell, index) => {
      const source = cell.model.type === 'code' ? cell.model.sharedModel.getSource() : '';
      const told = readMagic(source);
      if (!told) {
        return [];
      }
      const id = cell.model.id;
      const model = models.find(each => belongs(rootProps(each), id, told));
      return [{ id, cell, source, label: label(told, source, index), model }];
    });
  }

  /** Those of this notebook; the ones that live first, the newest of them first. */
  private models(): AppModel[] {
    const { context } = this.panel;
    const ours = openApps().filter(
      model => (model.widget_manager as { context?: unknown }).context === context
    );
    for (const model of ours) {
      this.noteTree(model);
    }
    return ours.reverse().sort((one, other) => Number(isAlive(other)) - Number(isAlive(one)));
  }

  private noted = new WeakSet<AppModel>();

  /** A model is known before its page is: look again when that has come. */
  private noteTree(model: AppModel): void {
    if (!this.noted.has(model)) {
      this.noted.add(model);
      this.ends.push(model.store.subscribe('root', () => this.look()));
      this.ends.push(model.store.subscribe(RUN, () => this.look()));
      this.ends.push(watchKernel(model).subscribe(() => this.look()));
    }
  }

  private changed(): void {
    this.now = [...this.now];
    for (const listener of [...this.listeners]) {
      listener();
    }
  }
}

const belongs = (props: { [name: string]: Json }, id: string, { name, page }: Told) =>
  props.cell === id || (name !== undefined && page === undefined && props.name === name);

const TITLE = /\bst\.(?:title|header|set_page_config\(\s*page_title=)\W*\(?\s*f?(["'])(.*?)\1/;

function label({ name, page }: Told, source: string, index: number): string {
  const title = page ?? name ?? TITLE.exec(source)?.[2];
  const cell = `[${index + 1}]`;
  return title ? `${title} ${cell}` : cell;
}
