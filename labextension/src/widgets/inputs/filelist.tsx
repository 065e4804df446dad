// The files of an input, a page at a time, each with a button that takes it away.
import './files.css';

import { useState } from 'react';

import { classes } from '../elements';
import { Icon } from '../parts/icon';
import { Bar } from './bar';
import { inWords, type Told } from './transfer';
import type { Coming } from './uploads';

/** Files that are listed at a time. */
const PAGE = 3;

interface FilesProps {
  files: readonly Told[];
  coming: readonly Coming[];
  disabled: boolean | undefined;
  remove: (id: string) => void;
  stop: (key: number) => void;
}

export function Files({ files, coming, disabled, remove, stop }: FilesProps) {
  const [wanted, setPage] = useState(0);
  const chips = [
    ...coming.map(({ key, ...file }) => (
      <Chip key={key} {...file} disabled={false} remove={() => stop(key)} />
    )),
    ...files.map(file => <Chip key={file.id} {...file} disabled={disabled} remove={() => remove(file.id)} />)
  ];
  if (chips.length === 0) {
    return null;
  }
  const pages = Math.ceil(chips.length / PAGE);
  const page = Math.min(wanted, pages - 1);
  return (
    <div className="stFileChips" data-testid="stFileChips">
      {chips.slice(page * PAGE, (page + 1) * PAGE)}
      {pages > 1 && (
        <div className="st-file-pages">
          <small>{`Page ${page + 1} of ${pages}`}</small>
          <Turn
            label="Previous files"
            icon="chevron_left"
            disabled={page === 0}
            turn={() => setPage(page - 1)}
          />
          <Turn
            label="Next files"
            icon="chevron_right"
            disabled={page === pages - 1}
            turn={() => setPage(page + 1)}
          />
        </div>
      )}
    </div>
  );
}

function Turn({
  label,
  icon,
  disabled,
  turn
}: {
  label: string;
  icon: string;
  disabled: boolean;
  turn: () => void;
}) {
  return (
    <button type="button" className="st-field-button" aria-label={label} disabled={disabled} onClick={turn}>
      <Icon name={`:material/${icon}:`} />
    </button>
  );
}

interface ChipProps {
  name: string;
  size: number;
  part?: number;
  error?: string;
  disabled: boolean | undefined;
  remove: () => void;
}

function Chip({ name, size, part, error, disabled, remove }: ChipProps) {
  return (
    <div className={classes('stFileChip', error !== undefined && 'st-refused')} data-testid="stFileChip">
      <Icon name={error === undefined ? ':material/draft:' : ':material/error:'} />
      <span className="stFileChipName" data-testid="stFileChipName" title={name}>
        {name}
      </span>
      {error === undefined ? <small>{inWords(size)}</small> : <small role="alert">{error}</small>}
      {part !== undefined && error === undefined && <Bar part={part} label={`Uploading ${name}`} />}
      <button
        type="button"
        className="st-field-button"
        data-testid="stFileChipDeleteBtn"
        aria-label={`Remove ${name}`}
        disabled={disabled}
        onClick={remove}
      >
        <Icon name=":material/close:" />
      </button>
    </div>
  );
}
