// Dates and times of a slider as text. A chunk of its own: few sliders have them.
import dayjs from 'dayjs';
import advancedFormat from 'dayjs/plugin/advancedFormat';
import calendar from 'dayjs/plugin/calendar';
import relativeTime from 'dayjs/plugin/relativeTime';
import utc from 'dayjs/plugin/utc';

dayjs.extend(advancedFormat);
dayjs.extend(calendar);
dayjs.extend(relativeTime);
dayjs.extend(utc);

export type MomentKind = 'date' | 'time' | 'datetime';

const DAYS = { sameDay: '[Today]', nextDay: '[Tomorrow]', lastDay: '[Yesterday]', sameElse: 'YYYY-MM-DD' };

/** Microseconds of the wall clock, in the pattern that the script gave. */
export function formatMoment(microseconds: number, format: string, kind: MomentKind): string {
  const moment = dayjs.utc(microseconds / 1000);
  const clock = dayjs.utc(Date.now() - new Date().getTimezoneOffset() * 60_000);
  switch (format) {
    case 'localized':
      return new Intl.DateTimeFormat(undefined, { ...STYLES[kind], timeZone: 'UTC' }).format(moment.toDate());
    case 'distance':
      return moment.from(clock);
    case 'calendar':
      return moment.calendar(
        clock,
        kind === 'date' ? { ...DAYS, nextWeek: 'dddd', lastWeek: '[Last] dddd' } : {}
      );
    case 'iso8601':
      return moment.format({ date: 'YYYY-MM-DD', time: 'HH:mm:ss', datetime: 'YYYY-MM-DDTHH:mm:ss' }[kind]);
    default:
      return moment.format(format);
  }
}

const STYLES: { [kind in MomentKind]: Intl.DateTimeFormatOptions } = {
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
  datetime: { dateStyle: 'medium', timeStyle: 'short' }
};
