// How the parts of the panel follow what changes.
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useReducer,
  useState,
  useSyncExternalStore
} from 'react';

import { isAlive, type Trouble, watchKernel } from '../widgets/frame/kernel';
import type { AppModel } from '../widgets/models';
import { RUN } from '../widgets/store';
import type { Bench, Entry } from './bench';
import { onEnd } from './ends';
import type { Problem } from './lint';
import type { Services, Settings } from './services';
import type { Outcome } from './told';

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  return useContext(ServicesContext)!;
}

export const useTrans = () => useServices().trans;

export function useSettings(): Settings {
  const { settings, onSettings } = useServices();
  return useSyncExternalStore(onSettings, settings);
}

export function useEntries(bench: Bench): readonly Entry[] {
  return useSyncExternalStore(bench.subscribe, bench.entries);
}

export function useRunning(model: AppModel): boolean {
  const subscribe = useCallback((listener: () => void) => model.store.subscribe(RUN, listener), [model]);
  return useSyncExternalStore(subscribe, () => model.store.state === 'running');
}

/** Counts the runs that have ended: a short one shows in no other way, as its page is never seen running. */
export function useEnds(model: AppModel): number {
  const [ends, count] = useReducer((before: number) => before + 1, 0);
  useEffect(() => onEnd(model, count), [model]);
  return ends;
}

export function useTrouble(model: AppModel): Trouble | undefined {
  const watch = watchKernel(model);
  return useSyncExternalStore(watch.subscribe, watch.trouble);
}

/** The milliseconds since something began, while it goes on. */
export function useSince(active: boolean): number {
  const [since, setSince] = useState(0);
  useEffect(() => {
    if (!active) {
      return;
    }
    const begun = performance.now();
    setSince(0);
    const timer = setInterval(() => setSince(performance.now() - begun), 100);
    return () => clearInterval(timer);
  }, [active]);
  return since;
}

/** Where a file of the app that was saved is no Python. */
export function useBroken(model: AppModel): (Problem & { file: string }) | undefined {
  const subscribe = useCallback((listener: () => void) => model.store.subscribe('root', listener), [model]);
  const broken = useSyncExternalStore(subscribe, () => model.store.node('root')?.props.broken);
  return (broken ?? undefined) as (Problem & { file: string }) | undefined;
}

export interface Last {
  outcome: Outcome;
  seconds: number;
  run: number;
  /** The name of the exception that ended the run. */
  error?: string;
}

/** How the last run ended, asked when it has. */
export function useLast(bench: Bench, model: AppModel): Last | undefined {
  const ends = useEnds(model);
  const [last, setLast] = useState<{ of: AppModel; told: Last }>();
  const live = isAlive(model);
  useEffect(() => {
    if (!live) {
      return;
    }
    let current = true;
    bench.ask(model, { do: 'last' }).then(
      told => current && setLast({ of: model, told: told as unknown as Last }),
      () => {}
    );
    return () => {
      current = false;
    };
  }, [bench, model, ends, live]);
  return last?.of === model ? last.told : undefined;
}
