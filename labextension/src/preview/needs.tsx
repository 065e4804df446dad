// Names are missing: which cells make them, and a button that runs just these.
import { useEffect, useState } from 'react';

import type { AppModel } from '../widgets/models';
import type { Bench, Entry } from './bench';
import { useLast, useTrans } from './hooks';

interface Missing {
  names: string[];
  cells: string[];
}

interface NeedsProps {
  bench: Bench;
  entry: Entry;
  model: AppModel;
}

export function Needs(props: NeedsProps) {
  const { bench, model } = props;
  const last = useLast(bench, model);
  return last?.error === 'NameError' ? <Asked key={last.run} {...props} /> : null;
}

function Asked({ bench, entry, model }: NeedsProps) {
  const [missing, setMissing] = useState<Missing>();
  useEffect(() => {
    let current = true;
    bench.ask(model, { do: 'needs', source: entry.source, cells: bench.above(entry) }).then(
      told => current && setMissing(told as unknown as Missing),
      () => {}
    );
    return () => {
      current = false;
    };
  }, [bench, entry, model]);
  return missing && missing.names.length > 0 ? <Note bench={bench} entry={entry} {...missing} /> : null;
}

function Note({ bench, entry, names, cells }: Omit<NeedsProps, 'model'> & Missing) {
  const trans = useTrans();
  const places = bench.notebook.widgets.flatMap(({ model }, index) =>
    cells.includes(model.id) ? [`[${index + 1}]`] : []
  );
  const list = names.join(', ');
  if (cells.length === 0) {
    return <p className="skp-note">{trans.__('No cell above makes: %1', list)}</p>;
  }
  return (
    <p className="skp-note">
      {trans.__('Missing: %1. First run the cells %2.', list, places.join(' '))}{' '}
      <button type="button" className="skp-button" onClick={() => bench.run([...cells, entry.id])}>
        {trans.__('Run them, then the app')}
      </button>
    </p>
  );
}
