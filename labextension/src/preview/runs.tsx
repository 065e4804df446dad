// The last runs: how long they took, by line of the script and by element, and what they sent.
import { useState } from 'react';

import type { Bench, Entry } from './bench';
import { useTrans } from './hooks';
import { show } from './pointing';
import { nameOf, type Outcome, type Place, type RunTold } from './told';
import { milliseconds, size } from './units';
import type { Traffic } from './wire';

/** What ends runs that others follow, or has not ended them. */
const LEADING = new Set<Outcome>(['interrupted', 'rerun', 'running']);
/** Elements and lines that are listed: the slowest. */
const LISTED = 8;

interface RunsProps {
  bench: Bench;
  runs: RunTold[];
  /** The newest first, as the runs. */
  traffic: readonly Traffic[];
  entry: Entry;
}

const slowest = <T extends { ms: number }>(all: T[]) =>
  [...all].sort((one, other) => other.ms - one.ms).slice(0, LISTED);

export function Runs({ bench, runs, traffic, entry }: RunsProps) {
  const trans = useTrans();
  const [chosen, setChosen] = useState<number>();
  if (runs.length === 0) {
    return <p>{trans.__('Nothing has run since the inspector was opened.')}</p>;
  }
  const outcomes: { [outcome in Outcome]: string } = {
    running: trans.__('running'),
    done: trans.__('done'),
    stopped: trans.__('stopped'),
    interrupted: trans.__('interrupted'),
    rerun: trans.__('began anew'),
    error: trans.__('error')
  };
  const run = runs.find(each => each.run === chosen) ?? runs[0]!;
  // A run that leads to another has not ended what began with it: what both sent is told of the last.
  const ended = runs.filter(each => !LEADING.has(each.outcome) && !each.beside);
  const trafficOf = (each: RunTold) => traffic[ended.indexOf(each)];
  return (
    <>
      <table>
        <tbody>
          {runs.map(each => (
            <tr key={each.run} aria-current={each === run} onClick={() => setChosen(each.run)}>
              <td>
                <button type="button" className="skp-link">
                  {each.what ?? trans.__('script')}
                </button>
              </td>
              <td>{outcomes[each.outcome]}</td>
              <td>{milliseconds(each.ms)}</td>
              <td>
                <Sent traffic={trafficOf(each)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Times
        bench={bench}
        title={trans.__('By line')}
        total={run.ms}
        entry={entry}
        times={slowest(run.lines)}
      />
      <Times
        bench={bench}
        title={trans.__('By element')}
        total={run.ms}
        entry={entry}
        times={slowest(run.elements)}
      />
    </>
  );
}

function Sent({ traffic }: { traffic?: Traffic }) {
  const trans = useTrans();
  return traffic && trans._n('%2 in %1 message', '%2 in %1 messages', traffic.messages, size(traffic.bytes));
}

interface Time extends Place {
  ms: number;
  text?: string;
  type?: string;
  key?: string;
}

interface TimesProps extends Pick<RunsProps, 'bench' | 'entry'> {
  title: string;
  times: Time[];
  /** Milliseconds of the whole run. */
  total: number;
}

function Times({ bench, entry, title, times, total }: TimesProps) {
  return times.length === 0 ? null : (
    <table className="skp-times">
      <caption>{title}</caption>
      <tbody>
        {times.map(({ ms, type, key, text, ...place }, index) => (
          <tr key={index}>
            <td>
              <PlaceLink bench={bench} entry={entry} place={place} />
            </td>
            <td>{type ? `${type}${key ? ` ${key}` : ''}` : <code>{text}</code>}</td>
            <td className="skp-time">
              <meter max={total} value={ms} /> {milliseconds(ms)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PlaceLink({ bench, entry, place }: { bench: Bench; entry: Entry; place: Place }) {
  const name = nameOf(place);
  return (
    place.line !== null && (
      <button type="button" className="skp-link" onClick={() => show(bench, entry, place)}>
        {name ? `${name}:${place.line}` : place.line}
      </button>
    )
  );
}
