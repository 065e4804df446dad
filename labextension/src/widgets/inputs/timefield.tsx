// A line with a time of day, and the list of times that it opens.
import { useMemo } from 'react';

import { Combobox, type Item } from './combobox';
import { clock, readTime, showTime } from './days';
import { ClearButton } from './frame';
import { useOver } from './over';

interface TimeFieldProps {
  id: string;
  time: string | null;
  give: (time: string | null) => void;
  step: number;
  format: '12h' | '24h' | 'localized';
  clearable?: boolean;
  required?: boolean;
  disabled?: boolean;
}

const DAY = 86_400;

export function TimeField({ id, time, give, step, format, clearable, required, disabled }: TimeFieldProps) {
  const [typed, setTyped] = useOver<string>(time);
  const items = useMemo(() => fitting(step, format, time, typed), [step, format, time, typed]);
  const take = (next: string | null) => {
    setTyped(null);
    if (next !== null && next !== time) {
      give(next);
    }
  };
  return (
    <Combobox
      id={id}
      items={items}
      text={typed ?? (time === null ? '' : showTime(time, format))}
      write={setTyped}
      pick={item => take(item.id)}
      leave={() => take(typed === null ? null : readTime(typed))}
      drop={() => setTyped(null)}
      disabled={disabled}
      required={required}
      placeholder="Select a time"
      nothing="Write a time as 08:30"
      dropdownTestId="stTimeInputDropdown"
      line={{ 'data-testid': 'stTimeInputTimeDisplay' }}
      after={
        clearable &&
        time !== null &&
        !disabled && <ClearButton label="Clear value" clear={() => give(null)} />
      }
    />
  );
}

/** All times of the step, or the one that is written and those that begin like it. */
function fitting(
  step: number,
  format: TimeFieldProps['format'],
  time: string | null,
  typed: string | null
): Item[] {
  const times = Array.from({ length: Math.ceil(DAY / step) }, (_, place) => clock(place * step));
  const items = times.map(id => ({ id, text: showTime(id, format), chosen: id === time }));
  if (typed === null || typed.trim() === '') {
    return items;
  }
  const like = items.filter(({ text }) => text.startsWith(typed.trim()));
  const exact = readTime(typed);
  return exact === null || like.some(({ id }) => id === exact)
    ? like
    : [{ id: exact, text: showTime(exact, format) }, ...like];
}
