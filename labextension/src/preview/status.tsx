// One line: how the app is.
import { useEffect, useSyncExternalStore } from 'react';

import type { Trouble } from '../widgets/frame/kernel';
import type { AppModel } from '../widgets/models';
import type { Bench, Entry } from './bench';
import { editorOf, openFile } from './files';
import { useBroken, useLast, useRunning, useSince, useTrans, useTrouble } from './hooks';
import { showProblem } from './lint';
import { milliseconds } from './units';

interface StatusProps {
  bench: Bench;
  entry: Entry;
}

export function Status({ bench, entry }: StatusProps) {
  return (
    <div className="skp-status">
      <span role="status">
        {entry.model ? <State key={entry.model.model_id} bench={bench} model={entry.model} /> : <NotRun />}
      </span>
      <CellProblem bench={bench} entry={entry} />
      {entry.model && <FileProblem key={entry.model.model_id} bench={bench} model={entry.model} />}
    </div>
  );
}

function NotRun() {
  const trans = useTrans();
  return <Dot kind="none">{trans.__('Not run yet')}</Dot>;
}

function Dot({ kind, children }: { kind: string; children: React.ReactNode }) {
  return (
    <span className="skp-state" data-state={kind}>
      {children}
    </span>
  );
}

const seconds = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0));

function State({ bench, model }: { bench: Bench; model: AppModel }) {
  const trans = useTrans();
  const running = useRunning(model);
  const since = useSince(running);
  const trouble = useTrouble(model);
  const last = useLast(bench, model);
  const troubles: { [trouble in Trouble]: string } = {
    dead: trans.__('Kernel dead'),
    died: trans.__('Kernel died'),
    restarted: trans.__('Kernel restarted: run the app again'),
    closed: trans.__('Ended: run the app again'),
    offline: trans.__('Reconnecting…')
  };
  if (trouble) {
    return <Dot kind={trouble === 'offline' ? 'offline' : 'dead'}>{troubles[trouble]}</Dot>;
  }
  if (running) {
    return <Dot kind="running">{trans.__('Running %1 s', seconds(since / 1000))}</Dot>;
  }
  if (last?.outcome === 'error') {
    return <Dot kind="error">{trans.__('Error: %1', last.error ?? '')}</Dot>;
  }
  if (last?.outcome === 'stopped') {
    return <Dot kind="stopped">{trans.__('Stopped after %1', milliseconds(1000 * last.seconds))}</Dot>;
  }
  return (
    <Dot kind="idle">
      {last ? trans.__('Idle · last run %1', milliseconds(1000 * last.seconds)) : trans.__('Idle')}
    </Dot>
  );
}

/** What is written is no Python: said quietly, while the last good app stays. */
function CellProblem({ bench, entry }: StatusProps) {
  const trans = useTrans();
  const { live } = bench;
  const problem = useSyncExternalStore(live.subscribe, () => live.problem(entry.id));
  if (!problem) {
    return null;
  }
  return (
    <button type="button" className="skp-link" onClick={() => bench.select(entry, problem.line)}>
      {trans.__('Line %1: %2', String(problem.line), problem.message)}
    </button>
  );
}

/** So is a page file or a local module that was saved; it is marked where it is open. */
function FileProblem({ bench, model }: { bench: Bench; model: AppModel }) {
  const trans = useTrans();
  const broken = useBroken(model);
  useEffect(() => {
    const edited = broken && editorOf(bench, broken.file);
    if (!edited) {
      return;
    }
    showProblem(edited, broken);
    return () => showProblem(edited, undefined);
  }, [bench, broken]);
  if (!broken) {
    return null;
  }
  const { file, line, message } = broken;
  return (
    <button type="button" className="skp-link" onClick={() => void openFile(bench, file, line)}>
      {trans.__('%1, line %2: %3', file, String(line), message)}
    </button>
  );
}
