// One tab's time with one session: how it is left, and how a page that is loaded again finds it.

/** What the template says of the visit. */
export interface VisitConfig {
  /** The server's address, ending in a slash. */
  base: string;
  /** Names the session; nobody else knows it. */
  visit: string;
  /** What the server wants to see of its own cookie before it believes that a message comes from its page. */
  token: string;
  /** How long the server keeps a session whose page is closed, in seconds. */
  return_seconds: number;
}

const COOKIE = 'streamkit-return';
const SCROLL = 'streamkit-scroll';
/** How long after it was about to be left a page that is still there stays, in milliseconds. */
const STAYS = 1000;
/** How long the elements above where the reader was may take, in milliseconds. */
const PATIENCE = 3000;

interface Scroll {
  visit: string;
  top: number;
}

const scroller = () => document.querySelector<HTMLElement>('.stMain');

export class Visit {
  private isOver = false;

  constructor(private readonly config: VisitConfig) {
    // First of all listeners: Voilà's own would end the kernel, also where the page stays (a download).
    window.addEventListener('beforeunload', event => this.prepareReturn(event), true);
    window.addEventListener('pagehide', () => this.leave());
    window.addEventListener('pageshow', event => event.persisted && window.location.reload());
  }

  /** The session is lost: the page that is loaded next begins another. */
  end(): void {
    this.isOver = true;
    window.location.reload();
  }

  /** Scrolls to where the reader was when this page was loaded again. */
  restoreScroll(): void {
    const kept = read<Scroll>(SCROLL);
    if (kept?.visit !== this.config.visit || !kept.top) {
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

  /** The request for the next page goes out before this one is gone: a cookie tells it what session to look for. */
  private prepareReturn(event: Event): void {
    event.stopImmediatePropagation();
    if (!this.isOver) {
      const { pathname, search } = window.location;
      this.setCookie(`${this.config.visit}:${pathname}${search}`, this.config.return_seconds);
      setTimeout(() => this.setCookie('', 0), STAYS);
    }
  }

  private setCookie(value: string, seconds: number): void {
    const secure = window.location.protocol === 'https:' ? '; Secure' : '';
    const rest = `path=${this.config.base}; max-age=${seconds}; SameSite=Lax${secure}`;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API answers too late for a page that ends
    document.cookie = `${COOKIE}=${encodeURIComponent(value)}; ${rest}`;
  }

  private leave(): void {
    keep(SCROLL, { visit: this.config.visit, top: scroller()?.scrollTop ?? 0 });
    const form = new FormData();
    form.append('_xsrf', this.config.token);
    form.append('visit', this.config.visit);
    navigator.sendBeacon(`${this.config.base}voila/streamkit/leave`, form);
  }
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
