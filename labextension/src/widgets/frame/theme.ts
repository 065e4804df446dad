// Light or dark. In a notebook it is JupyterLab's; a page has its own, which its reader may choose.
export type Theme = 'light' | 'dark' | 'system';

const KEY = 'streamkit-theme';
const system = () => window.matchMedia('(prefers-color-scheme: dark)');

/** Beside a notebook an app may be shown in another light than JupyterLab's: what is around it says so. */
const SHOWN = '[data-streamkit-look]';

export function isDark(element?: Element): boolean {
  const shown = element?.closest<HTMLElement>(SHOWN)?.dataset.streamkitLook;
  if (shown) {
    return shown === 'dark';
  }
  const { jpThemeLight, streamkitPage, streamkitTheme } = document.body.dataset;
  if (streamkitPage === undefined) {
    return jpThemeLight === 'false';
  }
  return streamkitTheme === undefined ? system().matches : streamkitTheme === 'dark';
}

/** What the page shows: the reader's choice, else its author's, else the system's. */
export const currentTheme = (): Theme =>
  keptTheme() ?? (document.body.dataset.streamkitTheme as Theme | undefined) ?? 'system';

/** The reader's choice of an earlier visit; some browsers keep nothing for us. */
function keptTheme(): Theme | null {
  try {
    return window.localStorage.getItem(KEY) as Theme | null;
  } catch {
    return null;
  }
}

export function chooseTheme(theme: Theme): void {
  try {
    window.localStorage.setItem(KEY, theme);
  } catch {
    // It then lasts as long as the page.
  }
  applyTheme(theme);
}

function applyTheme(theme: Theme): void {
  if (theme === 'system') {
    delete document.body.dataset.streamkitTheme;
  } else {
    document.body.dataset.streamkitTheme = theme;
  }
}

/** A page that opens looks as its reader left it. */
export function restoreTheme(): void {
  applyTheme(currentTheme());
}

/** Calls back when light turns to dark or the other way, where an element stands; returns what ends it. */
export function watchTheme(changed: () => void, element?: Element | null): () => void {
  const attributes = new MutationObserver(changed);
  const attributeFilter = [
    'data-jp-theme-light',
    'data-jp-theme-name',
    'data-streamkit-theme',
    'data-streamkit-style'
  ];
  attributes.observe(document.body, { attributes: true, attributeFilter });
  const around = element?.closest(SHOWN);
  if (around) {
    attributes.observe(around, { attributes: true, attributeFilter: ['data-streamkit-look'] });
  }
  const media = system();
  media.addEventListener('change', changed);
  return () => {
    attributes.disconnect();
    media.removeEventListener('change', changed);
  };
}
