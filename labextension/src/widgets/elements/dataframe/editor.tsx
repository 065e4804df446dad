// The field in which one edits a cell.
import type { Rectangle } from '@glideapps/glide-data-grid';
import { useRef, useState } from 'react';

import type { Json } from '../../wire';
import type { Column } from './columns';
import { meant, optionsOf, written } from './edits';
import { Over } from './menu';

interface EditorProps {
  column: Column;
  value: Json;
  /** What was typed to begin with; takes the place of the value. */
  typed?: string | undefined;
  bounds: Rectangle;
  commit: (value: Json) => void;
  close: () => void;
}

const TYPES: { [type: string]: string } = { date: 'date', time: 'time', datetime: 'datetime-local' };

export function CellEditor({ column, value, typed, bounds, commit, close }: EditorProps) {
  const before = written(value, column);
  const [text, setText] = useState(typed ?? before);
  const done = useRef(false);
  const read = meant(text, column);
  const type = column.edits?.type ?? 'text';
  /** What fits counts, also when one clicks elsewhere. */
  const leave = (keep: boolean) => {
    if (!done.current) {
      done.current = true;
      if (keep && text !== before && read !== undefined) {
        commit(read);
      }
      close();
    }
  };
  const common = {
    className: 'st-grid-editor',
    'data-testid': 'stDataFrameCellEditor',
    'data-first': true,
    'aria-label': column.title,
    'aria-invalid': read === undefined,
    value: text
  };
  return (
    <Over bounds={bounds} close={() => leave(true)} testId="stDataFrameCellEditing" label={column.title}>
      <div
        onKeyDown={event => {
          event.stopPropagation();
          if (event.key === 'Escape') {
            leave(false);
          } else if ((event.key === 'Enter' || event.key === 'Tab') && read !== undefined) {
            event.preventDefault();
            leave(true);
          }
        }}
      >
        {type === 'selectbox' ? (
          <select {...common} onChange={event => setText(event.target.value)}>
            <option value="" disabled={column.edits?.required} />
            {optionsOf(column).map(option => (
              <option key={option.label} value={String(option.value)}>
                {option.label}
              </option>
            ))}
          </select>
        ) : (
          <input
            {...common}
            type={TYPES[type] ?? 'text'}
            inputMode={type === 'number' ? 'decimal' : undefined}
            step={type === 'time' || type === 'datetime' ? 1 : undefined}
            maxLength={column.as?.max_chars}
            onChange={event => setText(event.target.value)}
          />
        )}
      </div>
    </Over>
  );
}
