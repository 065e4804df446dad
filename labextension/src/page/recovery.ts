// A session that is lost (its kernel died, or was away for too long) is followed by a new one, into which what
// the viewer had entered is put again.
import type { WidgetModel } from './base';
import { endVisit, forget, keep, read } from './visit';

/** How long inputs of the lost session may take to appear, in milliseconds. */
const PATIENCE = 30_000;
const PAUSE = 100;

interface Node {
  type: string;
  props: { key?: unknown; label_html?: unknown };
  children?: string[];
  model?: string;
}

/** As much of the store (`widgets/store.ts`) as we need. */
export interface Store {
  readonly state: 'idle' | 'running';
  node(id: string): Node | undefined;
  model(id: string | undefined): WidgetModel | undefined;
  /** An event is on its way to the kernel. */
  expectRun(): void;
}

interface Kept {
  time: number;
  values: { [input: string]: unknown };
}

const KEY = 'streamkit-kept';
/** A session that is lost so soon after it began is likely to be lost again: then the viewer decides. In milliseconds. */
const TOO_SOON = 20_000;
/** Their values are events, not something that stays. */
const EVENTS = ['button', 'form_submit_button', 'download_button', 'link_button', 'chat_input'];

export class Recovery {
  private readonly stores: Store[] = [];
  private readonly lost = read<Kept>(KEY);

  constructor() {
    forget(KEY);
  }

  /** An app is on the page: it gets back what its inputs held in the session that was lost. */
  add(store: Store): void {
    this.stores.push(store);
    if (this.lost) {
      this.putBack(store, this.lost.values);
    }
  }

  /** The session is lost. */
  start(): void {
    if (this.lost && Date.now() - this.lost.time < TOO_SOON) {
      return;
    }
    // Whoever is typing has not sent it yet.
    (document.activeElement as HTMLElement | null)?.blur();
    const values = Object.fromEntries(
      this.stores.flatMap(store => inputs(store).map(([name, model]) => [name, model.get('value')]))
    );
    keep(KEY, { time: Date.now(), values });
    endVisit();
  }

  /** Inputs appear with the runs that earlier inputs cause, so this looks again for a while. */
  private putBack(store: Store, values: Kept['values']): void {
    let entered = false;
    const step = () => {
      if (store.state === 'running' || !store.node('root')) {
        return;
      }
      for (const [name, model] of inputs(store).filter(([name]) => name in values)) {
        if (JSON.stringify(model.get('value')) !== JSON.stringify(values[name])) {
          entered = true;
          model.set('value', values[name]);
          model.save_changes();
          store.expectRun();
        }
        delete values[name];
      }
      if (store.state === 'idle') {
        tell(entered);
      }
    };
    const timer = setInterval(step, PAUSE);
    setTimeout(() => clearInterval(timer), PATIENCE);
  }
}

/** The inputs of the page, each with a name that it has again in the next session. */
function inputs(store: Store): [string, WidgetModel][] {
  const counts = new Map<string, number>();
  const found: [string, WidgetModel][] = [];
  const visit = (id: string) => {
    const node = store.node(id);
    const model = store.model(node?.model);
    if (node && model && !EVENTS.includes(node.type) && model.get('_model_name') === 'InputModel') {
      const name = JSON.stringify([node.type, node.props.key ?? node.props.label_html]);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      found.push([`${name}${counts.get(name)}`, model]);
    }
    for (const child of node?.children ?? []) {
      visit(child);
    }
  };
  visit('root');
  return found;
}

/** Once; it stays until it is closed. */
let note: HTMLElement | undefined;

function tell(entered: boolean): void {
  if (note) {
    return;
  }
  note = document.createElement('div');
  note.className = 'streamkit-told';
  note.role = 'status';
  note.dataset.testid = 'stSessionNote';
  const text = document.createElement('span');
  text.textContent = entered
    ? 'The app ended and was started anew. What you had entered is in place again.'
    : 'The app ended and was started anew.';
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Close';
  close.onclick = () => note?.remove();
  note.append(text, close);
  document.body.append(note);
}
