// The calendar of a date input: a chunk of its own.
import 'react-day-picker/style.css';
import './calendar.css';

import { DayPicker } from 'react-day-picker';

import { toDate, toIso } from './days';

interface CalendarProps {
  days: string[];
  range: boolean;
  min: string;
  max: string;
  pick: (day: string) => void;
  autoFocus: boolean;
}

export default function Calendar({ days, range, min, max, pick, autoFocus }: CalendarProps) {
  const [from, to] = days.map(toDate);
  const limits = { startMonth: toDate(min), endMonth: toDate(max) };
  const common = {
    ...limits,
    captionLayout: 'dropdown' as const,
    navLayout: 'around' as const,
    autoFocus,
    defaultMonth: from ?? closest(min, max),
    disabled: { before: toDate(min), after: toDate(max) },
    onDayClick: (day: Date, modifiers: { disabled?: boolean }) => !modifiers.disabled && pick(toIso(day))
  };
  return range ? (
    <DayPicker {...common} mode="range" selected={{ from, to: to ?? from }} />
  ) : (
    <DayPicker {...common} mode="single" selected={from} />
  );
}

/** Today, or the end of what can be chosen that is next to it. */
function closest(min: string, max: string): Date {
  const today = toIso(new Date());
  return toDate(today < min ? min : today > max ? max : today);
}
