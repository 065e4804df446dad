// Toasts outlast the run that drew them: the node only says what to show, the stack shows it.
import './status.css';

import { useEffect, useSyncExternalStore } from 'react';
import { createRoot, type Root } from 'react-dom/client';

import type { ElementProps } from '../elements';
import { isMine } from '../frame/turn';
import { usePlace } from '../hooks';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';

type ToastProps = {
  html: string;
  icon?: string;
  /** Seconds; without it, until one closes it. */
  duration?: number;
  nonce: string;
};

export function Toast({ id, node }: ElementProps<ToastProps>) {
  const { root, store } = usePlace();
  const { html, icon, duration, nonce } = node.props;
  useEffect(() => {
    if (isMine(store, root, `${id} ${nonce}`)) {
      stackOf(root).show({ id: `${id} ${nonce}`, html, icon, duration });
    }
  }, [store, root, id, html, icon, duration, nonce]);
  return null;
}

interface Shown {
  id: string;
  html: string;
  icon?: string;
  duration?: number;
}

/** The toasts of one view of a page. */
class Stack {
  private shown: readonly Shown[] = [];
  private timers = new Map<string, ReturnType<typeof setTimeout>>();
  private listeners = new Set<() => void>();
  private place?: { host: HTMLElement; root: Root };

  constructor(private readonly parent: HTMLElement) {}

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  read = () => this.shown;

  show(toast: Shown): void {
    const known = this.shown.some(({ id }) => id === toast.id);
    this.set(known ? this.shown.map(each => (each.id === toast.id ? toast : each)) : [...this.shown, toast]);
    clearTimeout(this.timers.get(toast.id));
    if (toast.duration !== undefined) {
      this.timers.set(
        toast.id,
        setTimeout(() => this.close(toast.id), toast.duration * 1000)
      );
    }
  }

  close = (id: string) => {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.set(this.shown.filter(each => each.id !== id));
  };

  private set(shown: readonly Shown[]): void {
    this.shown = shown;
    if (shown.length > 0 && !this.place) {
      this.open();
    } else if (shown.length === 0 && this.place) {
      this.remove();
    }
    for (const listener of this.listeners) {
      listener();
    }
  }

  /** In the browser's top layer: over a notebook, and over dialogs. */
  private open(): void {
    const host = this.parent.appendChild(document.createElement('div'));
    host.className = 'stToastContainer';
    host.dataset.testid = 'stToastContainer';
    host.setAttribute('popover', 'manual');
    host.showPopover();
    this.place = { host, root: createRoot(host) };
    this.place.root.render(<Toasts stack={this} />);
  }

  private remove(): void {
    const { host, root } = this.place!;
    this.place = undefined;
    host.remove();
    // Not at once: React may be drawing at this very moment.
    setTimeout(() => root.unmount());
  }
}

const stacks = new WeakMap<HTMLElement, Stack>();

function stackOf(root: HTMLElement): Stack {
  const stack = stacks.get(root) ?? new Stack(root);
  stacks.set(root, stack);
  return stack;
}

function Toasts({ stack }: { stack: Stack }) {
  const shown = useSyncExternalStore(stack.subscribe, stack.read);
  return shown.map(({ id, html, icon }) => (
    <div key={id} className="stToast" data-testid="stToast" role="status">
      {icon && <Icon name={icon} testId="stToastDynamicIcon" />}
      <Html html={html} />
      <button type="button" className="st-icon-button" aria-label="Close" onClick={() => stack.close(id)}>
        <Icon name=":material/close:" />
      </button>
    </div>
  ));
}
