// What outlasts a reload of the tab: where the reader was, and what a lost session held.

/** In the page itself (`streamkit.js`): it knows how the page is left, from the first moment on. */
declare const streamkit: { isOver: boolean };

const SCROLL = 'streamkit-scroll';
/** How long the elements above where the reader was may take, in milliseconds. */
const PATIENCE = 3000;

interface Scroll {
  visit: string;
  top: number;
}

const scroller = () => document.querySelector<HTMLElement>('.stMain');

/** The session is lost: the page that is loaded next begins another. */
export function endVisit(): void {
  streamkit.isOver = true;
  window.location.reload();
}

/** Keeps where the reader is, for a page of the same visit. */
export function keepScroll(visit: string): void {
  window.addEventListener('pagehide', () => keep(SCROLL, { visit, top: scroller()?.scrollTop ?? 0 }));
}

/** Scrolls to where the reader was when this page was loaded again. */
export function restoreScroll(visit: string): void {
  const kept = read<Scroll>(SCROLL);
  if (kept?.visit !== visit || !kept.top) {
    return;
  }
  const end = Date.now() + PATIENCE;
  const scroll = () => {
    const main = scroller();
    main?.scrollTo({ top: kept.top, behavior: 'instant' });
    if (Math.abs((main?.scrollTop ?? 0) - kept.top) > 1 && Date.now() < end) {
      requestAnimationFrame(scroll);
    }
  };
  scroll();
}

/** Something that outlasts a reload of the tab; some browsers keep nothing for us. */
export function keep(key: string, value: unknown): void {
  try {
    window.sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // It is then not there.
  }
}

export function read<T>(key: string): T | undefined {
  try {
    return JSON.parse(window.sessionStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

export function forget(key: string): void {
  try {
    window.sessionStorage.removeItem(key);
  } catch {
    // It was never kept.
  }
}
