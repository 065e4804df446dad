// The session state, to be read and written.
import { closeIcon } from '@jupyterlab/ui-components';
import { useState } from 'react';

import type { AppModel } from '../widgets/models';
import type { Bench } from './bench';
import { useTrans } from './hooks';
import type { StateEntry } from './told';
import { Tool } from './toolbar';

interface StateTableProps {
  bench: Bench;
  model: AppModel;
  entries: StateEntry[];
  changed: () => void;
}

export function StateTable({ bench, model, entries, changed }: StateTableProps) {
  const trans = useTrans();
  const assign = async (key: string, text: string | null) => {
    await bench.ask(model, { do: 'assign', key, text });
    changed();
  };
  if (entries.length === 0) {
    return <p>{trans.__('The session state is empty.')}</p>;
  }
  return (
    <table>
      <tbody>
        {entries.map(entry => (
          <Row key={entry.key} entry={entry} assign={assign} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  entry: StateEntry;
  assign: (key: string, text: string | null) => Promise<void>;
}

function Row({ entry: { key, type, text, editable, widget }, assign }: RowProps) {
  const trans = useTrans();
  const [draft, setDraft] = useState<string>();
  const [error, setError] = useState('');
  const send = async (text: string | null) => {
    try {
      await assign(key, text);
      setDraft(undefined);
      setError('');
    } catch (refused) {
      setError((refused as Error).message);
    }
  };
  return (
    <tr>
      <td>{key}</td>
      <td className="skp-type">{type}</td>
      <td>
        {editable ? (
          <input
            aria-label={key}
            aria-invalid={error !== ''}
            value={draft ?? text}
            onChange={event => setDraft(event.target.value)}
            onKeyDown={event => {
              if (event.key === 'Enter' && draft !== undefined) {
                void send(draft);
              } else if (event.key === 'Escape') {
                setDraft(undefined);
                setError('');
              }
            }}
          />
        ) : (
          <code>{text}</code>
        )}
        {error && (
          <span role="alert" className="skp-error">
            {error}
          </span>
        )}
      </td>
      <td>
        {!widget && <Tool icon={closeIcon} label={trans.__('Delete %1', key)} run={() => void send(null)} />}
      </td>
    </tr>
  );
}
