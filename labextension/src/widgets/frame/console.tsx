// The drawer at the bottom of an app in a notebook: what the script printed.
import { useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react';

import type { Piece } from '../console';
import { classes } from '../elements';
import type { AppModel } from '../models';
import { lineCount, runs } from './ansi';

export function ConsoleDrawer({ model }: { model: AppModel }) {
  const pieces = useSyncExternalStore(model.console.subscribe, model.console.read);
  const [open, setOpen] = useState(false);
  const id = useId();
  const count = useMemo(() => lineCount(pieces), [pieces]);
  if (count === 0) {
    return null;
  }
  return (
    <section className="stConsole" data-testid="stConsole" aria-label="Console">
      <div className="st-console-bar">
        <button
          type="button"
          className="st-console-button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          Console ({count})
        </button>
        {open && (
          <button type="button" className="st-console-button" onClick={() => model.clearConsole()}>
            Clear
          </button>
        )}
      </div>
      {open && <Printed id={id} pieces={pieces} />}
    </section>
  );
}

/** The newest is at the bottom, and stays in sight unless one has scrolled up. */
function Printed({ id, pieces }: { id: string; pieces: readonly Piece[] }) {
  const ref = useRef<HTMLPreElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    if (pieces.length > 0 && atEnd.current) {
      ref.current!.scrollTop = ref.current!.scrollHeight;
    }
  }, [pieces]);
  const scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = ref.current!;
    atEnd.current = scrollTop + clientHeight >= scrollHeight - 4;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls what has the focus
    <pre ref={ref} id={id} className="st-console-text" role="log" tabIndex={0} onScroll={scrolled}>
      {runs(pieces).map((run, index) => (
        <span
          key={index}
          className={classes(
            run.stream === 'stderr' && 'st-stderr',
            run.color && `st-ansi-${run.color}`,
            run.bold && 'st-ansi-bold'
          )}
        >
          {run.text}
        </span>
      ))}
    </pre>
  );
}
