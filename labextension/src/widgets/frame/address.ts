// The address of a page of the app; jupyter_streamkit/runtime/address.py says how it is written.
//
// On a published page the browser's address follows what the kernel shows, and the kernel follows where the
// viewer goes. Each of the viewer's ways has a number: until the kernel has come to the last of them, what it
// tells is out of date. In a notebook the address is the notebook's, and there is nothing to follow.
import { useEffect, useMemo, useRef } from 'react';

import { usePlace, useStore } from '../hooks';
import type { AppProps } from './frame';

export interface Address {
  /** The path of the page; empty for the one that the app begins with. */
  page: string;
  /** The script's own query string. */
  search: string;
}

export function split(search: string): Address {
  const [first = '', ...rest] = search.replace(/^\?/, '').split('&');
  const name = unquote(first);
  if (!name.startsWith('/')) {
    return { page: '', search };
  }
  return { page: name.slice(1).replace(/=$/, ''), search: rest.length > 0 ? `?${rest.join('&')}` : '' };
}

export function join({ page, search }: Address): string {
  const query = search.replace(/^\?/, '');
  const told = [...(page ? [`/${encodeURIComponent(page)}`] : []), ...(query ? [query] : [])].join('&');
  return told && `?${told}`;
}

function unquote(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The parameters of whoever shows this page in another one: they stay on every way. */
function embedding(): string {
  const kept = [...new URLSearchParams(window.location.search)].filter(([name]) =>
    /^embed(_options)?$/.test(name)
  );
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : '';
}

const equal = (one: Address, other: Address) => one.page === other.page && one.search === other.search;

/** Where a link to a page leads, and how to go there. */
export function useWay(page: string, search?: string): { href: string; go: () => void } {
  const { store, page: published } = usePlace();
  return useMemo(() => {
    const address = { page, search: search ?? (published ? embedding() : '') };
    return {
      href: published ? window.location.pathname + join(address) : `#/${encodeURIComponent(page)}`,
      go: () => store.visit(address.page, address.search)
    };
  }, [store, published, page, search]);
}

/** Keeps a published page and its address together. */
export function useAddress(published: boolean, props: AppProps): void {
  const store = useStore();
  const { page, query, query_entries: entries = 0, visit = 0, opened } = props;
  const begun = useRef(published ? window.location.search : '');
  const seen = useRef<{ opened?: true; entries?: number }>({});
  useEffect(() => {
    // A kernel that was started ahead of its viewer does not know where this one came in.
    if (published && opened !== undefined && !seen.current.opened) {
      seen.current.opened = true;
      if (opened !== begun.current) {
        const { page, search } = split(begun.current);
        store.visit(page, search, true);
      }
    }
  }, [store, published, opened]);
  useEffect(() => {
    const before = seen.current.entries ?? entries;
    seen.current.entries = entries;
    if (!published || visit < store.visits) {
      return;
    }
    const now = split(window.location.search);
    const told = { page: page ?? now.page, search: query ?? now.search };
    if (!equal(now, told)) {
      const turned = told.page !== now.page;
      const { pathname, hash } = window.location;
      const address = pathname + join(told) + (turned ? '' : hash);
      window.history[turned || entries > before ? 'pushState' : 'replaceState'](null, '', address);
    }
  }, [store, published, page, query, entries, visit]);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const follow = () => {
      const now = split(window.location.search);
      const shown = { page: latest.current.page ?? now.page, search: latest.current.query ?? now.search };
      if (!equal(now, shown) || (latest.current.visit ?? 0) < store.visits) {
        store.visit(now.page, now.search, true);
      }
    };
    if (published) {
      window.addEventListener('popstate', follow);
      return () => window.removeEventListener('popstate', follow);
    }
    return undefined;
  }, [store, published]);
}
