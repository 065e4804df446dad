// Dates between the wire (ISO), the reader's eye (the script's format) and the calendar (Date, at noon).
const pad = (number: number, digits = 2) => String(number).padStart(digits, '0');

export function toDate(iso: string): Date {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  const date = new Date(2000, month! - 1, day!, 12);
  date.setFullYear(year!, month! - 1, day!);
  return date;
}

export function toIso(date: Date): string {
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

export function showDate(iso: string, format: string): string {
  return format
    .replace('YYYY', iso.slice(0, 4))
    .replace('MM', iso.slice(5, 7))
    .replace('DD', iso.slice(8, 10));
}

/** What one wrote as a date, or null. */
export function readDate(text: string, format: string): string | null {
  const order = format.match(/YYYY|MM|DD/g)!;
  const parts = /^\s*(\d+)\D+(\d+)\D+(\d+)\s*$/.exec(text)?.slice(1);
  if (!parts) {
    return null;
  }
  const [year, month, day] = ['YYYY', 'MM', 'DD'].map(part => Number(parts[order.indexOf(part)]));
  const iso = `${pad(year!, 4)}-${pad(month!)}-${pad(day!)}`;
  return toIso(toDate(iso)) === iso ? iso : null;
}

/** What one wrote as a time of day, or null. */
export function readTime(text: string): string | null {
  const parts = /^\s*(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?(?:[:.](\d{2}))?\s*([ap])?\.?m?\.?\s*$/i.exec(text);
  if (!parts) {
    return null;
  }
  const [, hours, minutes = '0', seconds = '0', half] = parts;
  const shift = half ? (half.toLowerCase() === 'p' ? 12 : 0) - (Number(hours) === 12 ? 12 : 0) : 0;
  const hour = Number(hours) + shift;
  const inside = hour < 24 && Number(minutes) < 60 && Number(seconds) < 60;
  return inside ? clock(hour * 3600 + Number(minutes) * 60 + Number(seconds)) : null;
}

/** Seconds of the day as `08:30`, or `08:30:15`. */
export function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (parts[2] ? parts : parts.slice(0, 2)).map(part => pad(part)).join(':');
}

export function showTime(time: string, format: '12h' | '24h' | 'localized'): string {
  if (format === '24h') {
    return time;
  }
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const moment = new Date(Date.UTC(2000, 0, 1, hours, minutes, seconds));
  return new Intl.DateTimeFormat(format === '12h' ? 'en-US' : undefined, {
    timeStyle: seconds ? 'medium' : 'short',
    timeZone: 'UTC'
  }).format(moment);
}
