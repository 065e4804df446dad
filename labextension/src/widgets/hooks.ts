// How components read the page and talk back.
import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';

import { nextPlace } from './order';
import { type Reply, RUN, type Store } from './store';
import type { InputProps, Json, Node, RunState } from './wire';

/** Where a view stands. */
export interface Place {
  store: Store;
  /** The app is the page itself, not an output in a notebook. */
  page: boolean;
  /** The root element of this view: popovers and dialogs go in here, to keep its style. */
  root: HTMLElement;
}

export const PlaceContext = createContext<Place | null>(null);

/** True below a form: what happens to an input there waits for the form's submit button. */
export const FormContext = createContext(false);

export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) {
    throw new Error('Elements draw inside an <App>.');
  }
  return place;
}

export const useStore = (): Store => usePlace().store;

export function useNode(id: string): Node | undefined {
  const store = useStore();
  const subscribe = useCallback((listener: () => void) => store.subscribe(id, listener), [store, id]);
  return useSyncExternalStore(subscribe, () => store.node(id));
}

export function useRunState(): RunState {
  const store = useStore();
  const subscribe = useCallback((listener: () => void) => store.subscribe(RUN, listener), [store]);
  return useSyncExternalStore(subscribe, () => store.state);
}

/** How many of the block's children are of the current run; those after them are stale. */
export function useFreshCount(id: string): number {
  const store = useStore();
  const subscribe = useCallback((listener: () => void) => store.subscribeStale(id, listener), [store, id]);
  return useSyncExternalStore(subscribe, () => store.freshCount(id));
}

/**
 * The value of an input, as its model has it, and the way to change it.
 *
 * It changes from the kernel's side too: when the script sets the value, or refuses what was sent.
 */
export function useInput<T extends Json>(node: {
  model?: string;
  props: InputProps;
}): [T | undefined, (value: T) => void] {
  const store = useStore();
  const form = useContext(FormContext);
  const model = store.model(node.model);
  const quiet = node.props.quiet === true;
  const subscribe = useCallback(
    (listener: () => void) => {
      model?.on('change:value', listener);
      return () => {
        model?.off('change:value', listener);
      };
    },
    [model]
  );
  const value = useSyncExternalStore(subscribe, () => model?.get('value') as T | undefined);
  const setValue = useCallback(
    (next: T) => {
      model?.set('value', next);
      model?.save_changes();
      if (!form && !quiet) {
        store.expectRun();
      }
    },
    [model, store, form, quiet]
  );
  return [value, setValue];
}

/** A button's value is the count of its presses. */
export function usePress(node: { model?: string }): () => void {
  const store = useStore();
  const model = store.model(node.model);
  return useCallback(() => {
    model?.set('value', (model.get('value') ?? 0) + 1);
    model?.save_changes();
    store.expectRun();
  }, [model, store]);
}

/** For what is handed over rather than kept: a message of a chat, the choice of a menu. Each is a message of its own. */
export function useHandOver<T extends Json>(node: { model?: string }): (what: T) => void {
  const store = useStore();
  const model = store.model(node.model);
  return useCallback(
    (what: T) => {
      model?.send({ method: 'hand_over', what, at: nextPlace(model) }, {});
      store.expectRun();
    },
    [model, store]
  );
}

/** The bytes of that name; undefined until they are here. */
export function useBlob(name: string | undefined): DataView | undefined {
  const store = useStore();
  const subscribe = useCallback(
    (listener: () => void) => (name === undefined ? () => {} : store.subscribeBlob(name, listener)),
    [store, name]
  );
  return useSyncExternalStore(subscribe, () => (name === undefined ? undefined : store.blob(name)));
}

export type Ask = (request: { [name: string]: Json }, buffers?: ArrayBuffer[]) => Promise<Reply>;

/** Ask the element something that its node does not hold; rejects with the kernel's words. */
export function useAsk(id: string): Ask {
  const store = useStore();
  return useMemo(() => (request, buffers) => store.ask(id, request, buffers), [store, id]);
}
