// `r` reruns, `c` clears caches.
import { useEffect, useRef } from 'react';

export interface Commands {
  rerun: () => void;
  askClear: () => void;
}

const WRITES = 'input, textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox]';
/** Inputs on which a letter does nothing of its own. */
const QUIET = 'input:is([type=checkbox], [type=radio], [type=range], [type=button], [type=submit])';

function writesText(target: EventTarget | null): boolean {
  const element = target instanceof Element ? target.closest(WRITES) : null;
  return element !== null && !element.matches(QUIET);
}

/** Behind a dialog the page waits. */
const inDialog = (target: EventTarget | null) =>
  target instanceof Element && target.closest('dialog') !== null;

const modified = (event: KeyboardEvent) => event.ctrlKey || event.metaKey || event.altKey;

export function useShortcuts(root: HTMLElement, page: boolean, commands: Commands | null): void {
  const latest = useRef(commands);
  latest.current = commands;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (modified(event) || event.repeat || event.defaultPrevented) {
        return;
      }
      if (writesText(event.target) || inDialog(event.target)) {
        return;
      }
      if (event.key === 'r') {
        latest.current?.rerun();
      } else if (event.key === 'c') {
        latest.current?.askClear();
      }
    };
    const area = page ? document : root;
    area.addEventListener('keydown', press as EventListener);
    return () => area.removeEventListener('keydown', press as EventListener);
  }, [root, page]);
  useEffect(() => (page ? undefined : keepFromNotebook(root)), [root, page]);
}

const SUPPRESS = 'data-lm-suppress-shortcuts';

/**
 * Plain keys typed inside the app are the app's: `c` must not also copy a cell. Keys with a modifier
 * stay the notebook's (Ctrl+S saves), but for Enter, which would run the cell.
 *
 * JupyterLab reads its shortcuts at the document, before any element sees the key, and looks for this
 * attribute on the way up from the element that has the focus, where most shortcuts match already. So that
 * very element has to carry it, from one step earlier (the window) until the key is dealt with.
 */
function keepFromNotebook(root: HTMLElement): () => void {
  const isOurs = (target: EventTarget | null): target is Element =>
    target instanceof Element && root.contains(target);
  const mark = (event: KeyboardEvent) => {
    const { target } = event;
    if (isOurs(target) && (!modified(event) || event.key === 'Enter')) {
      target.setAttribute(SUPPRESS, '');
      setTimeout(() => target.removeAttribute(SUPPRESS));
    }
  };
  // JupyterLab takes the line break of Shift+Enter for a sign that a cell is run, and prevents it.
  const keep = (event: InputEvent) => {
    if (isOurs(event.target) && event.inputType === 'insertLineBreak') {
      event.stopPropagation();
    }
  };
  window.addEventListener('keydown', mark, true);
  window.addEventListener('beforeinput', keep, true);
  return () => {
    window.removeEventListener('keydown', mark, true);
    window.removeEventListener('beforeinput', keep, true);
  };
}
