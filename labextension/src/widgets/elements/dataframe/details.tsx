// A cell's content, whole: long text, JSON, pictures, sound.
import type { Rectangle } from '@glideapps/glide-data-grid';

import type { Json } from '../../wire';
import { JsonTree } from '../json';
import { isSafe, words } from './cells';
import type { Column } from './columns';
import { Over } from './menu';

interface DetailsProps {
  column: Column;
  value: Json;
  bounds: Rectangle;
  close: () => void;
}

export function Details({ column, value, bounds, close }: DetailsProps) {
  return (
    <Over bounds={bounds} close={close} testId="stDataFrameCellDetails" label={column.title}>
      <div className="st-grid-details">
        <Content column={column} value={value} />
      </div>
    </Over>
  );
}

function Content({ column, value }: Pick<DetailsProps, 'column' | 'value'>) {
  const type = column.as?.type;
  const source = typeof value === 'string' ? value : '';
  if (type === 'image') {
    return <img src={source} alt={column.title} />;
  }
  if (type === 'audio' && source) {
    // biome-ignore lint/a11y/useMediaCaption: the script has only an address.
    return <audio controls src={source} />;
  }
  if (type === 'video' && source) {
    // biome-ignore lint/a11y/useMediaCaption: the script has only an address.
    return <video controls src={source} />;
  }
  if (type === 'link' && isSafe(source)) {
    return (
      <a href={source} target="_blank" rel="noopener noreferrer">
        {source}
      </a>
    );
  }
  if (column.kind === 'json' || column.kind === 'list') {
    return <JsonTree value={parsed(value)} depth={2} />;
  }
  return <span>{words(value, column)}</span>;
}

function parsed(value: Json): Json {
  try {
    return typeof value === 'string' ? (JSON.parse(value) as Json) : value;
  } catch {
    return value;
  }
}
