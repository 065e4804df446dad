// The page's colours and font, for what draws by itself (a canvas knows no `var()`).
import { type RefObject, useEffect, useState } from 'react';

import { isDark, watchTheme } from '../frame/theme';

export interface Look {
  dark: boolean;
  text: string;
  faded: string;
  /** What is missing. */
  faint: string;
  line: string;
  font: string;
  primary: string;
  link: string;
  background: string;
  /** A shade apart from the background: headers, chips. */
  shade: string;
  /** The head of a table; like these two it covers what is below. */
  header: string;
  headerText: string;
  tableLine: string;
  /** Colours of charts that the author has chosen; empty where they are ours. */
  categories: string[];
  sequence: string[];
  diverging: string[];
  /** The colours that scripts call by name. */
  palette: { [name: string]: string };
}

const PALETTE = ['primary', 'red', 'orange', 'yellow', 'green', 'blue', 'violet', 'gray'];

/** How long a theme's style sheet may take to come after its name, in milliseconds. */
const SETTLED = 400;

/** The colours that an element stands in; a new object when, and only when, they change. */
export function useLook(element: RefObject<HTMLElement | null>): Look | null {
  const [look, setLook] = useState<Look | null>(null);
  useEffect(() => {
    let timer = 0;
    const look = () => {
      const host = element.current;
      if (host) {
        const now = readLook(host);
        setLook(before => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
      }
    };
    look();
    const end = watchTheme(() => {
      look();
      clearTimeout(timer);
      timer = window.setTimeout(look, SETTLED);
    }, element.current);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [element]);
  return look;
}

/** Custom properties are resolved by giving them to an element: a canvas knows no `var()`. */
function readLook(host: HTMLElement): Look {
  const probe = host.appendChild(document.createElement('span'));
  const color = (name: string) => {
    probe.style.color = `var(${name})`;
    return plainColor(getComputedStyle(probe).color);
  };
  const list = (name: string) => {
    const told = getComputedStyle(host).getPropertyValue(name).trim();
    return told === '' ? [] : told.split(/,\s*(?![^(]*\))/);
  };
  probe.style.fontFamily = 'var(--st-font)';
  const look = {
    dark: isDark(host),
    text: color('--st-text-color'),
    faded: color('--st-faded-text-60'),
    faint: color('--st-faded-text-40'),
    line: color('--st-border-color-light'),
    font: getComputedStyle(probe).fontFamily,
    primary: color('--st-primary-color'),
    link: color('--st-link-color'),
    background: color('--st-background-color'),
    shade: color('--st-secondary-background-color'),
    header: color('--st-table-header-color'),
    headerText: color('--st-table-header-text-color'),
    tableLine: color('--st-table-border-color'),
    categories: list('--st-chart-categories'),
    sequence: list('--st-chart-sequence'),
    diverging: list('--st-chart-diverging'),
    palette: Object.fromEntries(
      PALETTE.map(name => [name, color(name === 'primary' ? '--st-primary-color' : `--st-${name}`)])
    )
  };
  probe.remove();
  return look;
}

/** `color(srgb 1 0 0 / 0.5)`, which mixing colours gives, as rgb(): not everything reads the former. */
function plainColor(color: string): string {
  const parts = /^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/.exec(color);
  if (!parts) {
    return color;
  }
  const [red, green, blue] = parts.slice(1, 4).map(part => Math.round(255 * Number(part)));
  return `rgba(${red}, ${green}, ${blue}, ${parts[4] ?? 1})`;
}
