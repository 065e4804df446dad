// Text that is being written and has not been handed over.
import { useOver } from './over';

export interface Draft {
  text: string;
  dirty: boolean;
  write: (text: string) => void;
  drop: () => void;
}

/** It stays through reruns, and gives way only to a value that the script sets (or to its own, handed over). */
export function useDraft(committed: string): Draft {
  const [draft, setDraft] = useOver<string>(committed);
  return {
    text: draft ?? committed,
    dirty: draft !== null && draft !== committed,
    write: setDraft,
    drop: () => setDraft(null)
  };
}
