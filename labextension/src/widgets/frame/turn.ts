// Of several views of a page, one shows what is to be seen once: a toast, a dialog.
import type { Store } from '../store';

const used = new WeakMap<Store, HTMLElement>();
const owners = new WeakMap<Store, Map<string, HTMLElement>>();

/** The viewer works in this view. */
export function noteUse(store: Store, root: HTMLElement): void {
  const note = () => used.set(store, root);
  root.addEventListener('pointerdown', note, true);
  root.addEventListener('keydown', note, true);
}

/**
 * Whether a thing is this view's to show: the viewer worked here last, or this view asks first.
 *
 * What `lasts` passes to another view when its own is no longer seen; what was played is not played again.
 */
export function isMine(store: Store, root: HTMLElement, thing: string, lasts = false): boolean {
  const known = owners.get(store) ?? new Map<string, HTMLElement>();
  owners.set(store, known);
  const owner = known.get(thing);
  if (owner === undefined || (lasts && !owner.checkVisibility())) {
    const last = used.get(store);
    known.set(thing, last?.checkVisibility() ? last : root);
  }
  return known.get(thing) === root;
}
