// A line with a date, and the calendar that it opens.
import { lazy, Suspense, useRef, useState } from 'react';

import { classes } from '../elements';
import { Floating } from '../parts/floating';
import { Icon } from '../parts/icon';
import { readDate, showDate } from './days';
import { useDraft } from './draft';
import { ClearButton } from './frame';

const Calendar = lazy(() => import('./calendar'));

interface DateFieldProps {
  id: string;
  days: string[];
  /** Takes a day, a day and an open end, or both ends. */
  give: (days: string[]) => void;
  complain: (error: string) => void;
  min: string;
  max: string;
  format: string;
  range?: boolean;
  clearable?: boolean;
  required?: boolean;
  disabled?: boolean;
  testId: string;
}

const DASH = ' – ';

export function DateField(props: DateFieldProps) {
  const { id, days, give, complain, min, max, format, range = false, disabled } = props;
  const anchor = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState<'no' | 'yes' | 'focused'>('no');
  const draft = useDraft(words(days, format, range));
  const close = () => setOpen('no');
  const commit = () => {
    if (!draft.dirty) {
      return;
    }
    const next =
      draft.text.trim() === '' ? [] : draft.text.split(/ [–-] /).map(part => readDate(part, format));
    const known = next.filter(day => day !== null && day >= min && day <= max) as string[];
    if (known.length < next.length || next.length > (range ? 2 : 1)) {
      complain(
        `Write ${range ? words([min, max], format, true) : `a date as ${showDate(min, format)}`}, or one after it.`
      );
      return;
    }
    if (next.length === 0 && !props.clearable && !range) {
      draft.drop();
      complain(props.required ? 'A date is required.' : '');
      return;
    }
    complain('');
    draft.drop();
    give(known.sort());
  };
  const pick = (day: string) => {
    complain('');
    draft.drop();
    if (!range) {
      give([day]);
    } else if (days.length === 1) {
      give([days[0]!, day].sort());
    } else {
      give([day]);
      return;
    }
    close();
    line.current?.focus();
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') {
      commit();
      close();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      setOpen('focused');
    } else if (event.key === 'Escape') {
      draft.drop();
      complain('');
      close();
    }
  };
  return (
    <>
      <div ref={anchor} className={classes('st-field', open !== 'no' && 'st-field-open')}>
        <input
          id={id}
          ref={line}
          data-testid={props.testId}
          data-enter="submit"
          autoComplete="off"
          value={draft.text}
          disabled={disabled}
          placeholder={range ? `${format}${DASH}${format}` : format}
          aria-required={props.required}
          aria-haspopup="dialog"
          onChange={event => draft.write(event.target.value)}
          onClick={() => setOpen('yes')}
          onKeyDown={press}
          onBlur={event => {
            if (!inCalendar(event.relatedTarget)) {
              commit();
              close();
            }
          }}
        />
        {(props.clearable || range) && days.length > 0 && !disabled && (
          <ClearButton label="Clear value" clear={() => give([])} />
        )}
        <Icon name=":material/calendar_today:" className="st-field-mark" />
      </div>
      {open !== 'no' && (
        <Floating
          anchor={anchor}
          className="st-calendar"
          testId="stDateInputCalendar"
          close={close}
          role="dialog"
          aria-label="Calendar"
          onKeyDown={event => {
            if (event.key === 'Escape') {
              close();
              line.current?.focus();
            }
          }}
          onPointerDown={event => {
            if (!(event.target as Element).closest('select')) {
              event.preventDefault();
            }
          }}
        >
          <Suspense fallback={<div className="st-loading" aria-busy="true" />}>
            <Calendar
              key={open}
              days={days}
              range={range}
              min={min.slice(0, 10)}
              max={max.slice(0, 10)}
              pick={pick}
              autoFocus={open === 'focused'}
            />
          </Suspense>
        </Floating>
      )}
    </>
  );
}

const inCalendar = (target: EventTarget | null) =>
  target instanceof Element && target.closest('.st-calendar') !== null;

function words(days: string[], format: string, range: boolean): string {
  const shown = days.map(day => showDate(day, format));
  return range && shown.length === 1 ? `${shown[0]}${DASH}` : shown.join(DASH);
}
