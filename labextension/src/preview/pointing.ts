// From an element of the app to the line that drew it, and from the line to its elements; while inspecting.
import { type RefObject, useEffect, useRef } from 'react';

import type { AppModel } from '../widgets/models';
import type { Bench, Entry } from './bench';
import { onEnd } from './ends';
import { cursorLine } from './lint';

type Lines = { [node: string]: number };

/** Whether a click is meant for the app, or points at an element of it. */
export const pointing = { on: false };

const CLASS = 'skp-pointed';

export function usePointing(
  host: RefObject<HTMLElement>,
  bench: Bench,
  entry: Entry,
  model: AppModel,
  active: boolean
): void {
  const latest = useRef(entry);
  latest.current = entry;
  const lines = useRef<Lines>({});
  useEffect(() => {
    const root = host.current!;
    if (!active || !model.comm_live) {
      return;
    }
    const learn = () =>
      void bench.ask(model, { do: 'lines' }).then(
        told => {
          lines.current = told.lines as Lines;
        },
        () => {}
      );
    const point = (event: MouseEvent) => {
      if (!pointing.on && !event.altKey) {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      const line = lineOf(event.target, root, lines.current);
      if (event.type === 'click' && line !== undefined) {
        void bench.select(latest.current, line);
        mark(root, lines.current, line, false);
      }
    };
    const follow = () => mark(root, lines.current, cursorLine(latest.current.cell), true);
    const selections = latest.current.cell.editor?.model.selections;
    selections?.changed.connect(follow);
    for (const type of ['pointerdown', 'mousedown', 'click'] as const) {
      root.addEventListener(type, point, true);
    }
    const stop = onEnd(model, learn);
    learn();
    return () => {
      stop();
      selections?.changed.disconnect(follow);
      for (const type of ['pointerdown', 'mousedown', 'click'] as const) {
        root.removeEventListener(type, point, true);
      }
      mark(root, {}, undefined, false);
    };
  }, [host, bench, model, active]);
}

/** The line of the innermost element around a place that has one. */
function lineOf(target: EventTarget | null, root: HTMLElement, lines: Lines): number | undefined {
  let element = target instanceof Element ? target.closest<HTMLElement>('[data-node]') : null;
  while (element && root.contains(element)) {
    const line = lines[element.dataset.node!];
    if (line !== undefined) {
      return line;
    }
    element = element.parentElement?.closest<HTMLElement>('[data-node]') ?? null;
  }
  return undefined;
}

function mark(root: HTMLElement, lines: Lines, line: number | undefined, scroll: boolean): void {
  const found = [...root.querySelectorAll<HTMLElement>('[data-node]')].filter(
    each => line !== undefined && lines[each.dataset.node!] === line
  );
  for (const each of root.querySelectorAll(`.${CLASS}`)) {
    each.classList.remove(CLASS);
  }
  for (const each of found) {
    each.classList.add(CLASS);
  }
  if (scroll) {
    found[0]?.scrollIntoView({ block: 'nearest' });
  }
}
