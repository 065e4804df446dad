// The field in which one edits a cell.
import type { Item, Rectangle } from '@glideapps/glide-data-grid';
import { type KeyboardEvent, useRef, useState } from 'react';

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
  /** Called with what has the keyboard. */
  hold: (field: HTMLElement | null) => void;
  /** The cell's new value, if it has one, and the way to the cell where the keyboard goes on. */
  done: (value: Json | undefined, step: Item) => void;
}

type Leave = (value: Json | undefined, step?: Item) => void;

const TYPES: { [type: string]: string } = { date: 'date', time: 'time', datetime: 'datetime-local' };
const HERE: Item = [0, 0];

export function CellEditor(props: EditorProps) {
  const left = useRef(false);
  /** Once: a field that is gone hears that the focus is elsewhere. */
  const leave: Leave = (value, step = HERE) => {
    if (!left.current) {
      left.current = true;
      props.done(value, step);
    }
  };
  const Field = props.column.edits?.type === 'multiselect' && props.column.edits.options ? Choices : Typed;
  return <Field {...props} leave={leave} />;
}

/** The way that a key leads to another cell; null for keys that stay. */
function stepOf(event: KeyboardEvent): Item | null {
  if (event.key === 'Tab') {
    return [event.shiftKey ? -1 : 1, 0];
  }
  return event.key === 'Enter' && !event.shiftKey ? [0, 1] : null;
}

interface FieldProps extends EditorProps {
  leave: Leave;
}

function Typed({ column, value, typed, bounds, hold, leave }: FieldProps) {
  const before = written(value, column);
  const [text, setText] = useState(typed ?? before);
  const read = meant(text, column);
  const type = column.edits?.type ?? 'text';
  // What fits counts, also when one clicks elsewhere.
  const result = text === before ? undefined : read;
  const common = {
    ref: hold,
    className: 'st-grid-editor',
    'data-testid': 'stDataFrameCellEditor',
    'data-first': true,
    'aria-label': column.title,
    'aria-invalid': read === undefined,
    value: text
  };
  return (
    <Over
      // On the cell itself: a float stands four pixels below.
      bounds={{ ...bounds, y: bounds.y - 5, height: 0 }}
      matchWidth
      close={() => leave(result)}
      testId="stDataFrameCellEditing"
      label={column.title}
    >
      <div
        onKeyDown={event => {
          const step = stepOf(event);
          event.stopPropagation();
          if (event.key === 'Escape') {
            leave(undefined);
          } else if (step) {
            event.preventDefault();
            // A text that does not fit stays to be mended.
            if (read !== undefined || text === before) {
              leave(result, step);
            }
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
        ) : type === 'text' ? (
          <textarea
            {...common}
            rows={1}
            maxLength={column.as?.max_chars}
            onFocus={event => begin(event.target, typed)}
            onChange={event => setText(event.target.value)}
          />
        ) : (
          <input
            {...common}
            type={TYPES[type] ?? 'text'}
            inputMode={type === 'number' ? 'decimal' : undefined}
            step={type === 'time' || type === 'datetime' ? 1 : undefined}
            onFocus={event => begin(event.target, typed)}
            onChange={event => setText(event.target.value)}
          />
        )}
      </div>
    </Over>
  );
}

/** What is typed takes the place of the value, or goes on behind the key that opened the field. */
function begin(field: HTMLInputElement | HTMLTextAreaElement, typed: string | undefined): void {
  if (typed === undefined) {
    field.select();
  } else {
    field.setSelectionRange(typed.length, typed.length);
  }
}

/** The options of a cell that holds several. */
function Choices({ column, value, bounds, hold, leave }: FieldProps) {
  const before = Array.isArray(value) ? value : [];
  const [chosen, setChosen] = useState<Json[]>(before);
  const isEmpty = column.edits?.required && chosen.length === 0;
  const result = chosen === before || isEmpty ? undefined : chosen;
  const toggle = (option: Json) =>
    setChosen(chosen.includes(option) ? chosen.filter(other => other !== option) : [...chosen, option]);
  return (
    <Over
      bounds={bounds}
      matchWidth
      close={() => leave(result)}
      testId="stDataFrameCellEditing"
      label={column.title}
    >
      <div
        onKeyDown={event => {
          const step = event.key === 'Tab' ? null : stepOf(event);
          event.stopPropagation();
          if (event.key === 'Escape' || step) {
            leave(step ? result : undefined, step ?? HERE);
          }
        }}
      >
        {optionsOf(column).map(({ value: option, label }, at) => (
          <label key={label} className="st-grid-item">
            <input
              type="checkbox"
              data-first={at === 0 || undefined}
              ref={at === 0 ? hold : undefined}
              checked={chosen.includes(option)}
              onChange={() => toggle(option)}
            />
            {label}
          </label>
        ))}
      </div>
    </Over>
  );
}
