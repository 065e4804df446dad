// The drawer that shows what goes on inside: state, widgets, runs, fragments and caches.
import { useEffect, useId, useReducer, useState } from 'react';

import type { AppModel } from '../widgets/models';
import { pageName } from '../widgets/order';
import type { Bench, Entry } from './bench';
import { moveFocus } from './focus';
import { useEnds, useTrans } from './hooks';
import { pointIcon } from './icon';
import { pointing } from './pointing';
import { Runs } from './runs';
import { StateTable } from './statetable';
import type { Told } from './told';
import { Tool } from './toolbar';
import { type Traffic, Wire } from './wire';

interface InspectorProps {
  bench: Bench;
  entry: Entry;
  model: AppModel;
}

type Tab = 'state' | 'widgets' | 'runs' | 'counts';

export function Inspector({ bench, entry, model }: InspectorProps) {
  const trans = useTrans();
  const [told, ask] = useTold(bench, model);
  const traffic = useTraffic(bench, model);
  const [tab, setTab] = useState<Tab>('state');
  const id = useId();
  const tabs: { [tab in Tab]: string } = {
    state: trans.__('State'),
    widgets: trans.__('Widgets'),
    runs: trans.__('Runs'),
    counts: trans.__('Fragments and caches')
  };
  return (
    <section className="skp-inspector" aria-label={trans.__('Inspector')}>
      <div className="skp-row skp-tabs">
        <div role="tablist" className="skp-row" onKeyDown={moveFocus}>
          {Object.entries(tabs).map(([name, label]) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`${id}-${name}`}
              aria-selected={name === tab}
              aria-controls={id}
              onClick={() => setTab(name as Tab)}
            >
              {label}
            </button>
          ))}
        </div>
        <Pointer />
      </div>
      <div id={id} role="tabpanel" aria-labelledby={`${id}-${tab}`} className="skp-tabpanel">
        {told && tab === 'state' && (
          <StateTable bench={bench} model={model} entries={told.state} changed={ask} />
        )}
        {told && tab === 'widgets' && <Widgets widgets={told.widgets} />}
        {told && tab === 'runs' && <Runs bench={bench} runs={told.runs} traffic={traffic} entry={entry} />}
        {told && tab === 'counts' && <Counts told={told} />}
      </div>
    </section>
  );
}

/** How many inspectors of this page are open: a sidebar's and a tab's may be. */
const inspectors = new WeakMap<AppModel, number>();

/** The kernel measures while one is. */
function count(bench: Bench, model: AppModel, change: 1 | -1): void {
  const open = (inspectors.get(model) ?? 0) + change;
  inspectors.set(model, open);
  bench.ask(model, { do: 'inspect', page: pageName(model), on: open > 0 }).catch(() => {});
}

/** What the kernel tells, after each run. */
function useTold(bench: Bench, model: AppModel): [Told | undefined, () => void] {
  const [told, setTold] = useState<Told>();
  const [asked, ask] = useReducer((count: number) => count + 1, 0);
  const ends = useEnds(model);
  useEffect(() => {
    count(bench, model, 1);
    return () => count(bench, model, -1);
  }, [bench, model]);
  useEffect(() => {
    let current = true;
    bench.ask(model, { do: 'state' }).then(
      answer => current && setTold(answer as unknown as Told),
      () => {}
    );
    return () => {
      current = false;
    };
  }, [bench, model, ends, asked]);
  return [told, ask];
}

function useTraffic(bench: Bench, model: AppModel): readonly Traffic[] {
  const [traffic, setTraffic] = useState<readonly Traffic[]>([]);
  useEffect(() => {
    const kernel = bench.panel.sessionContext.session?.kernel;
    if (!kernel) {
      return;
    }
    const wire = new Wire(model, kernel, () => setTraffic(wire.runs));
    return () => wire.stop();
  }, [bench, model]);
  return traffic;
}

/** While it is pressed, a click selects the line that drew an element, and does nothing in the app. */
function Pointer() {
  const trans = useTrans();
  const [on, setOn] = useState(false);
  useEffect(() => {
    pointing.on = on;
    return () => {
      pointing.on = false;
    };
  }, [on]);
  const label = trans.__('Click an element to see the line that drew it (or hold Alt)');
  return <Tool icon={pointIcon} label={label} pressed={on} run={() => setOn(!on)} />;
}

function Widgets({ widgets }: { widgets: Told['widgets'] }) {
  const trans = useTrans();
  return (
    <table>
      <thead>
        <tr>
          <th>{trans.__('Widget')}</th>
          <th>{trans.__('Key')}</th>
          <th>{trans.__('Value')}</th>
        </tr>
      </thead>
      <tbody>
        {widgets.map(({ id, type, label, key, value }) => (
          <tr key={id}>
            <td>
              {type} {label && <em>{label}</em>}
            </td>
            <td>{key}</td>
            <td>
              <code>{value}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Counts({ told: { fragments, caches } }: { told: Told }) {
  const trans = useTrans();
  if (fragments.length + caches.length === 0) {
    return <p>{trans.__('No fragment and no cached function has run since the inspector was opened.')}</p>;
  }
  return (
    <table>
      <tbody>
        {fragments.map(({ name, runs }) => (
          <tr key={`fragment ${name}`}>
            <td>{trans.__('Fragment %1', name)}</td>
            <td>{trans._n('%1 run', '%1 runs', runs)}</td>
          </tr>
        ))}
        {caches.map(({ name, hits, misses }) => (
          <tr key={`cache ${name}`}>
            <td>{trans.__('Cached %1', name)}</td>
            <td>
              {trans._n('%1 hit', '%1 hits', hits)}, {trans._n('%1 miss', '%1 misses', misses)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
