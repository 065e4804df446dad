// Numbers and times in words, as `format=` asks for them.

const CURRENCIES: { [format: string]: string } = { dollar: 'USD', euro: 'EUR', yen: 'JPY' };
const BYTES = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

const localized = (value: number, options?: Intl.NumberFormatOptions) =>
  new Intl.NumberFormat(undefined, options).format(value);

/** A number, by the name of a format or a printf text; without one, with up to four decimals. */
export function formatNumber(value: number, format?: string): string {
  switch (format) {
    case undefined:
      return trimmed(value, 4);
    case 'plain':
      return trimmed(value, 20);
    case 'localized':
      return localized(value);
    case 'percent':
      return localized(value, { style: 'percent', maximumFractionDigits: 2 });
    case 'dollar':
    case 'euro':
    case 'yen':
      return localized(value, { style: 'currency', currency: CURRENCIES[format]! });
    case 'accounting':
      return localized(value, {
        style: 'currency',
        currency: 'USD',
        currencySign: 'accounting'
      }).replace(/\$/, '');
    case 'compact':
    case 'scientific':
    case 'engineering':
      return localized(value, { notation: format });
    case 'bytes':
      return bytes(value);
    case 'duration':
      return duration(value);
    default:
      return printf(format, value);
  }
}

function trimmed(value: number, decimals: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1e21) {
    return String(value);
  }
  const fixed = value.toFixed(decimals).replace(/\.?0+$/, '');
  return Number(fixed) === 0 && fixed.startsWith('-') ? fixed.slice(1) : fixed;
}

function bytes(value: number): string {
  const power = Math.min(BYTES.length - 1, Math.max(0, Math.floor(Math.log10(Math.abs(value) || 1) / 3)));
  return `${localized(value / 1000 ** power, { maximumFractionDigits: 1 })}${BYTES[power]}`;
}

/** Seconds, in the two or three units that matter. */
function duration(value: number): string {
  const units: [number, string][] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'm']
  ];
  let rest = Math.abs(value);
  const parts: string[] = [];
  for (const [size, unit] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) {
      parts.push(`${count}${unit}`);
    }
  }
  if (rest > 0 || parts.length === 0) {
    parts.push(`${trimmed(rest, 3)}s`);
  }
  return (value < 0 ? '-' : '') + parts.join(' ');
}

const DIRECTIVE = /%(%|([-+0 ,]*)(\d*)(?:\.(\d+))?([dfiuegEGsxXob]))/g;

/** `%.2f km`: the directives of printf for one number, and `,` for separators of thousands. */
function printf(format: string, value: number): string {
  return format.replace(DIRECTIVE, (_, all: string, flags: string, width: string, digits: string, kind) => {
    if (all === '%') {
      return '%';
    }
    let text = converted(value, kind as string, digits === undefined ? undefined : Number(digits));
    if (flags.includes(',')) {
      text = text.replace(/\d+/, whole => whole.replace(/\B(?=(\d{3})+$)/g, ','));
    }
    if (flags.includes('+') && value >= 0) {
      text = `+${text}`;
    }
    const size = Number(width || 0);
    return flags.includes('-') ? text.padEnd(size) : text.padStart(size, flags.includes('0') ? '0' : ' ');
  });
}

function converted(value: number, kind: string, digits?: number): string {
  switch (kind) {
    case 'd':
    case 'i':
    case 'u':
      return String(Math.trunc(value));
    case 'f':
      return value.toFixed(digits ?? 6);
    case 'e':
    case 'E':
      return value.toExponential(digits ?? 6);
    case 'g':
    case 'G':
      return String(Number(value.toPrecision(digits || 6)));
    case 'x':
      return Math.trunc(value).toString(16);
    case 'X':
      return Math.trunc(value).toString(16).toUpperCase();
    case 'o':
      return Math.trunc(value).toString(8);
    case 'b':
      return Math.trunc(value).toString(2);
    default:
      return String(value);
  }
}

/** A point in time: what a clock on the wall shows, and the offset of that clock where it is known. */
interface Moment {
  /** The clock, as if it were in UTC. */
  wall: Date;
  millis: number;
  offset?: string;
}

export type TimeKind = 'datetime' | 'date' | 'time';

const ISO = /^(?:(\d{4,})-(\d\d)-(\d\d))?T?(?:(\d\d):(\d\d):(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?$/;
const PATTERNS: { [kind in TimeKind]: string } = {
  datetime: 'YYYY-MM-DD HH:mm:ss',
  date: 'YYYY-MM-DD',
  time: 'HH:mm:ss'
};

/** An ISO 8601 text in the given format, in the given time zone. */
export function formatTime(iso: string, kind: TimeKind, format?: string, timezone?: string): string {
  const parsed = parse(iso);
  if (!parsed) {
    return iso;
  }
  const moment = timezone && kind === 'datetime' ? moved(parsed, timezone) : parsed;
  switch (format) {
    case undefined: {
      const part = moment.millis && kind !== 'date' ? '.SSS' : '';
      return pattern(moment, `${PATTERNS[kind]}${part}${kind === 'datetime' && moment.offset ? 'Z' : ''}`);
    }
    case 'localized':
      return inLocale(moment, kind);
    case 'iso8601':
      return isoText(moment, kind);
    case 'distance':
      return distance(instant(moment));
    case 'calendar':
      return calendar(moment);
    default:
      return pattern(moment, format);
  }
}

function parse(iso: string): Moment | null {
  const parts = ISO.exec(iso);
  if (!parts) {
    return null;
  }
  const [, year = '1970', month = '1', day = '1', hour = '0', minute = '0', second = '0', part = ''] = parts;
  const millis = Number(part.slice(0, 3).padEnd(3, '0'));
  const wall = new Date(Date.UTC(+year, +month - 1, +day, +hour, +minute, +second, millis));
  return { wall, millis, ...(parts[8] ? { offset: parts[8] === 'Z' ? '+00:00' : parts[8] } : {}) };
}

/** A clock without an offset is one in UTC. */
function instant({ wall, offset = '+00:00' }: Moment): Date {
  const [hours, minutes] = offset.slice(1).split(':').map(Number);
  const shift = (offset.startsWith('-') ? -1 : 1) * (hours! * 60 + minutes!) * 60_000;
  return new Date(wall.getTime() - shift);
}

function moved(moment: Moment, timeZone: string): Moment {
  const at = instant(moment);
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      timeZoneName: 'longOffset',
      hourCycle: 'h23',
      ...ALL
    });
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const wall = Date.UTC(
      +part.year!,
      +part.month! - 1,
      +part.day!,
      +part.hour!,
      +part.minute!,
      +part.second!
    );
    const offset = part.timeZoneName!.slice(3) || '+00:00';
    return { wall: new Date(wall + moment.millis), millis: moment.millis, offset };
  } catch {
    return moment;
  }
}

const ALL = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric'
} as const;

function inLocale({ wall }: Moment, kind: TimeKind): string {
  const date = kind === 'time' ? {} : { dateStyle: 'medium' as const };
  const time = kind === 'date' ? {} : { timeStyle: 'medium' as const };
  return new Intl.DateTimeFormat(undefined, { timeZone: 'UTC', ...date, ...time }).format(wall);
}

function isoText({ wall, offset }: Moment, kind: TimeKind): string {
  const [date, time] = wall.toISOString().slice(0, -1).split('T');
  if (kind === 'datetime') {
    return `${date}T${time}${offset === undefined ? '' : offset === '+00:00' ? 'Z' : offset}`;
  }
  return kind === 'date' ? date! : time!;
}

const SPANS: [number, Intl.RelativeTimeFormatUnit][] = [
  [31_557_600, 'year'],
  [2_629_800, 'month'],
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second']
];

function distance(at: Date): string {
  const seconds = (at.getTime() - Date.now()) / 1000;
  const [size, unit] = SPANS.find(([size]) => Math.abs(seconds) >= size) ?? [1, 'second'];
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

const DAY = 86_400_000;

/** Near days by name, others by their date. */
function calendar(moment: Moment): string {
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const days = Math.floor((moment.wall.getTime() - today) / DAY);
  const time = pattern(moment, 'h:mm A');
  if (Math.abs(days) <= 1) {
    const name = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(days, 'day');
    return `${name[0]!.toUpperCase()}${name.slice(1)} at ${time}`;
  }
  return Math.abs(days) < 7 ? `${pattern(moment, 'dddd')} at ${time}` : pattern(moment, 'MM/DD/YYYY');
}

const TOKEN =
  /\[([^\]]*)\]|YYYY|YY|Q|M{1,4}|Do|DDDD|DDD|D{1,2}|d{3,4}|d|E|H{1,2}|h{1,2}|k{1,2}|m{1,2}|s{1,2}|S+|A|a|ZZ|Z|X|x|w{1,2}/g;
const ORDINALS = ['th', 'st', 'nd', 'rd'];
const ordinal = (day: number) =>
  `${day}${(day % 100 > 10 && day % 100 < 14) || day % 10 > 3 ? 'th' : ORDINALS[day % 10]}`;

/** A pattern of the letters that moment.js has. */
function pattern(moment: Moment, format: string): string {
  const { wall, millis, offset = '+00:00' } = moment;
  const two = (value: number) => String(value).padStart(2, '0');
  const name = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(undefined, { timeZone: 'UTC', ...options }).format(wall);
  const year = wall.getUTCFullYear();
  const [month, day, weekday] = [wall.getUTCMonth() + 1, wall.getUTCDate(), wall.getUTCDay()];
  const [hour, minute, second] = [wall.getUTCHours(), wall.getUTCMinutes(), wall.getUTCSeconds()];
  const dayOfYear = Math.floor((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / DAY) + 1;
  const tokens: { [token: string]: () => string } = {
    YYYY: () => String(year),
    YY: () => two(year % 100),
    Q: () => String(Math.ceil(month / 3)),
    M: () => String(month),
    MM: () => two(month),
    MMM: () => name({ month: 'short' }),
    MMMM: () => name({ month: 'long' }),
    D: () => String(day),
    DD: () => two(day),
    DDD: () => String(dayOfYear),
    DDDD: () => String(dayOfYear).padStart(3, '0'),
    Do: () => ordinal(day),
    d: () => String(weekday),
    ddd: () => name({ weekday: 'short' }),
    dddd: () => name({ weekday: 'long' }),
    E: () => String(weekday || 7),
    H: () => String(hour),
    HH: () => two(hour),
    h: () => String(hour % 12 || 12),
    hh: () => two(hour % 12 || 12),
    k: () => String(hour || 24),
    kk: () => two(hour || 24),
    m: () => String(minute),
    mm: () => two(minute),
    s: () => String(second),
    ss: () => two(second),
    A: () => (hour < 12 ? 'AM' : 'PM'),
    a: () => (hour < 12 ? 'am' : 'pm'),
    Z: () => offset,
    ZZ: () => offset.replace(':', ''),
    X: () => String(Math.floor(instant(moment).getTime() / 1000)),
    x: () => String(instant(moment).getTime())
  };
  return format.replace(TOKEN, (token, quoted?: string) => {
    if (quoted !== undefined) {
      return quoted;
    }
    if (token.startsWith('S')) {
      return String(millis).padStart(3, '0').padEnd(token.length, '0').slice(0, token.length);
    }
    return tokens[token]?.() ?? token;
  });
}
