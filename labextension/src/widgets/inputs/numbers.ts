// Numbers as text: printf-style, or in one of the formats that have a name.
import { sprintf } from 'sprintf-js';

const intl = (options: Intl.NumberFormatOptions, locale?: string) => (value: number) =>
  new Intl.NumberFormat(locale, options).format(value);
const money = (currency: string, digits: number) =>
  intl(
    { style: 'currency', currency, currencyDisplay: 'narrowSymbol', maximumFractionDigits: digits },
    'en-US'
  );

const NAMED: { [format: string]: (value: number) => string } = {
  plain: String,
  localized: intl({}),
  percent: intl({ style: 'percent', maximumFractionDigits: 2 }),
  dollar: money('USD', 2),
  euro: money('EUR', 2),
  yen: money('JPY', 0),
  compact: intl({ notation: 'compact' }, 'en-US'),
  scientific: intl({ notation: 'scientific' }, 'en-US'),
  engineering: intl({ notation: 'engineering' }, 'en-US'),
  accounting: intl({ style: 'currency', currency: 'USD', currencySign: 'accounting' }, 'en-US'),
  bytes: value => `${intl({ notation: 'compact' }, 'en-US')(value)}B`
};

const INTEGER = /%[-+0 #]*\d*[diu]/;

/** A format that cannot be read leaves the number as it is. */
export function formatNumber(value: number, format = 'plain'): string {
  const named = NAMED[format];
  if (named) {
    return named(value);
  }
  try {
    const whole = INTEGER.test(format) && !Number.isInteger(value) ? Math.round(value) : value;
    return printf(format, whole);
  } catch {
    return String(value);
  }
}

/** With the flag `,` for groups of thousands, which the library does not know. */
function printf(format: string, value: number): string {
  const plain = format.replace(/%([-+0 #\d.]*),/, '%$1').replace(/%([-+0 #\d.]*)u/, '%$1d');
  const text = sprintf(plain, value);
  return plain.length === format.length || !format.includes(',')
    ? text
    : text.replace(/\d+/, digits => digits.replace(/\B(?=(\d{3})+$)/g, ','));
}

/** The decimals that a step brings. */
export function decimals(step: number): number {
  const [digits = '', exponent = '0'] = String(step).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
}

/** Without the noise of binary fractions. */
export const rounded = (value: number, digits: number) => Number(value.toFixed(Math.min(digits, 100)));
