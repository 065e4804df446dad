// From an element of the app to the line that drew it, and from the line to its elements; while inspecting.
import { type RefObject, useEffect, useRef } from 'react';

import { isAlive } from '../widgets/frame/kernel';
import type { AppModel } from '../widgets/models';
import type { Bench, Entry } from './bench';
import { onEnd } from './ends';
import { openFile } from './files';
import { cursorLine } from './lint';
import { tell } from './tell';
import { nameOf, type Place } from './told';

type Lines = { [node: string]: Place };

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
    if (!active || !isAlive(model)) {
      return;
    }
    const learn = () =>
      void bench.ask(model, { do: 'lines' }).then(
        told => {
          lines.current = told.lines as unknown as Lines;
        },
        () => {}
      );
    const point = (event: MouseEvent) => {
      if (!pointing.on && !event.altKey) {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      const place = placeOf(event.target, root, lines.current);
      if (event.type === 'click' && place) {
        void show(bench, latest.current, place);
        mark(root, lines.current, each => isSame(each, place), false);
      }
    };
    const follow = () => {
      const line = cursorLine(latest.current.cell);
      const isHere = (place: Place) =>
        place.line === line && bench.at(latest.current, place)?.id === latest.current.id;
      mark(root, lines.current, isHere, true);
    };
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
      mark(root, {}, () => false, false);
    };
  }, [host, bench, model, active]);
}

const isSame = (one: Place, other: Place) =>
  one.line === other.line && one.page === other.page && one.file === other.file;

/** Select the line, of a cell or a file; else it is only said which one it is. */
export async function show(bench: Bench, entry: Entry, place: Place): Promise<void> {
  const of = bench.at(entry, place);
  try {
    await (of ? bench.select(of, place.line!) : openFile(bench, place.file ?? '', place.line!));
  } catch {
    const { trans } = bench.services;
    tell('info', trans.__('Drawn by line %1 of %2', String(place.line), nameOf(place)));
  }
}

/** The line of the innermost element around a place of the page that has one. */
function placeOf(target: EventTarget | null, root: HTMLElement, lines: Lines): Place | undefined {
  let element = target instanceof Element ? target.closest<HTMLElement>('[data-node]') : null;
  while (element && root.contains(element)) {
    const place = lines[element.dataset.node!];
    if (place) {
      return place;
    }
    element = element.parentElement?.closest<HTMLElement>('[data-node]') ?? null;
  }
  return undefined;
}

function mark(root: HTMLElement, lines: Lines, isMeant: (place: Place) => boolean, scroll: boolean): void {
  const found = [...root.querySelectorAll<HTMLElement>('[data-node]')].filter(each => {
    const place = lines[each.dataset.node!];
    return place && isMeant(place);
  });
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
