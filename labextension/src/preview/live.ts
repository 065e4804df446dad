// Live while writing: an app's cell that is edited runs again after a pause; what is no Python is marked in it.
import { isAlive } from '../widgets/frame/kernel';
import type { AppModel } from '../widgets/models';
import { pageName } from '../widgets/order';
import type { Bench, Entry } from './bench';
import { type Problem, showProblem } from './lint';

interface Taken {
  taken: boolean;
  problem?: Problem;
}

export class Live {
  private known = new Map<string, string>();
  private timers = new Map<string, ReturnType<typeof setTimeout>>();
  private problems = new Map<string, Problem>();
  private listeners = new Set<() => void>();
  private wanted?: boolean;
  /** The panels that show this notebook. */
  private shown = 0;
  private watched = new Set<string>();
  private met = new WeakSet<AppModel>();

  constructor(private readonly bench: Bench) {}

  /** What the switch says, else the setting. */
  get on(): boolean {
    return this.wanted ?? this.bench.services.settings().live;
  }

  set on(on: boolean) {
    this.wanted = on;
    this.settle();
  }

  /** The switch or the setting is another. */
  settle(): void {
    this.catchUp();
    this.changed();
  }

  problem = (id: string): Problem | undefined => this.problems.get(id);

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  /** A panel shows the notebook; returns what ends it. */
  show(): () => void {
    this.shown += 1;
    this.catchUp();
    return () => {
      this.shown -= 1;
      this.catchUp();
    };
  }

  /** The apps' cells as they are now. */
  follow(entries: readonly Entry[]): void {
    for (const entry of entries) {
      const before = this.known.get(entry.id);
      this.known.set(entry.id, entry.source);
      if ((this.isNew(entry) || before !== entry.source) && this.active) {
        this.later(entry.id);
      }
      this.watch(entry);
    }
  }

  /** An app that was there before this window has perhaps another text than its cell. */
  private isNew({ model }: Entry): boolean {
    const isNew = model !== undefined && !this.met.has(model);
    if (isNew) {
      this.met.add(model);
    }
    return isNew;
  }

  private get active(): boolean {
    return this.on && this.shown > 0;
  }

  /** What was written while nobody looked; and the files, which are watched while somebody does. */
  private catchUp(): void {
    for (const entry of this.bench.entries()) {
      if (this.active) {
        this.later(entry.id);
      } else {
        clearTimeout(this.timers.get(entry.id));
      }
      this.watch(entry);
    }
  }

  /** Page files and local modules are watched in the kernel. */
  private watch({ model }: Entry): void {
    if (!model || !isAlive(model) || this.watched.has(model.model_id) === this.active) {
      return;
    }
    if (this.active) {
      this.watched.add(model.model_id);
    } else {
      this.watched.delete(model.model_id);
    }
    this.bench.ask(model, { do: 'watch', page: pageName(model), on: this.active }).catch(this.complain);
  }

  private later(id: string): void {
    clearTimeout(this.timers.get(id));
    const pause = 1000 * this.bench.services.settings().pause;
    this.timers.set(
      id,
      setTimeout(() => void this.send(id), pause)
    );
  }

  private async send(id: string): Promise<void> {
    const entry = this.bench.entries().find(each => each.id === id);
    if (!entry?.model || !isAlive(entry.model)) {
      return;
    }
    const { source, model, cell } = entry;
    try {
      const told = (await this.bench.ask(model, {
        do: 'source',
        source,
        page: pageName(model),
        edit: performance.now()
      })) as unknown as Taken;
      this.mark(id, told.problem);
      showProblem(cell, told.problem);
    } catch (error) {
      this.complain(error);
    }
  }

  private mark(id: string, problem: Problem | undefined): void {
    if (problem) {
      this.problems.set(id, problem);
    } else {
      this.problems.delete(id);
    }
    this.changed();
  }

  /** The app stays as it was: nothing is lost but a rerun. */
  private complain = (error: unknown) => console.warn('jupyter_streamkit:', error);

  private changed(): void {
    for (const listener of [...this.listeners]) {
      listener();
    }
  }
}
