// A key that presses a button.
import { useEffect, useRef } from 'react';

import { usePlace } from '../hooks';

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const SIGNS: { [key: string]: string } = {
  ctrl: isMac ? '⌘' : 'Ctrl',
  alt: isMac ? '⌥' : 'Alt',
  shift: isMac ? '⇧' : 'Shift',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  ' ': 'Space'
};

/** `ctrl+shift+k` and its like, against the key that was pressed. */
export function matches(shortcut: string, event: KeyboardEvent): boolean {
  const parts = shortcut.split('+');
  const key = parts.pop() === 'space' ? ' ' : shortcut.split('+').pop();
  const pressed = { ctrl: event.ctrlKey || event.metaKey, alt: event.altKey, shift: event.shiftKey };
  const same = (['ctrl', 'alt', 'shift'] as const).every(name => parts.includes(name) === pressed[name]);
  return same && (event.key.toLowerCase() === key || event.code.toLowerCase() === `key${key}`);
}

const writes = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input:not([type=checkbox], [type=radio]), textarea') !== null;

/** On a page the key works everywhere, in a notebook inside the app. */
export function useShortcut(shortcut: string | undefined, press: () => void): void {
  const { root, page } = usePlace();
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    if (!shortcut) {
      return;
    }
    const bare = !/(ctrl|alt)\+/.test(shortcut);
    const listen = (event: Event) => {
      const key = event as KeyboardEvent;
      if (!key.repeat && matches(shortcut, key) && !(bare && writes(key.target))) {
        key.preventDefault();
        latest.current();
      }
    };
    const area = page ? document : root;
    area.addEventListener('keydown', listen);
    return () => area.removeEventListener('keydown', listen);
  }, [shortcut, root, page]);
}

export function ShortcutHint({ shortcut }: { shortcut: string }) {
  const keys = shortcut.split('+').map(key => SIGNS[key] ?? key[0]!.toUpperCase() + key.slice(1));
  return <kbd className="st-shortcut">{keys.join(isMac ? '' : ' + ')}</kbd>;
}
