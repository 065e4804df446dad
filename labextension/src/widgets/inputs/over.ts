// What a hand has put over a value, and not handed over yet.
import { useCallback, useState } from 'react';

/**
 * State that stands over a value, and gives way when the value changes.
 *
 * It is told apart by the value that it was put over. Cleared in an effect, it would take along what somebody
 * types between the drawing of the new value and the effect.
 */
export function useOver<T>(value: unknown): [T | null, (next: T | null) => void] {
  const [own, setOwn] = useState<{ next: T | null; value: unknown } | null>(null);
  if (own && own.value !== value) {
    setOwn(null);
  }
  const put = useCallback((next: T | null) => setOwn({ next, value }), [value]);
  return [own && own.value === value ? own.next : null, put];
}
