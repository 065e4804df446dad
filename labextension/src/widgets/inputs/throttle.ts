// Values that come faster than the script can take them: of those that wait, the last wins.
import { useCallback, useEffect, useRef } from 'react';

import { useRunState } from '../hooks';

/** A value waits while the script runs, but not longer than it stays the same for this many milliseconds. */
const REST = 200;

/** Sends at once while the script is idle; `flush` sends what waits. */
export function useThrottled<T>(send: (value: T) => void): { push: (value: T) => void; flush: () => void } {
  const state = useRunState();
  const latest = useRef({ send, state });
  latest.current = { send, state };
  const waiting = useRef<{ value: T; timer: number } | null>(null);
  const flush = useCallback(() => {
    const due = waiting.current;
    if (due) {
      clearTimeout(due.timer);
      waiting.current = null;
      latest.current.send(due.value);
    }
  }, []);
  const push = useCallback(
    (value: T) => {
      clearTimeout(waiting.current?.timer);
      waiting.current = { value, timer: window.setTimeout(flush, REST) };
      if (latest.current.state === 'idle') {
        flush();
      }
    },
    [flush]
  );
  useEffect(() => {
    if (state === 'idle') {
      flush();
    }
  }, [state, flush]);
  useEffect(() => flush, [flush]);
  return { push, flush };
}
