import { useRef, useState } from 'react';

import { classes } from '../elements';
import { rounded } from './numbers';

interface TrackProps {
  min: number;
  max: number;
  step: number;
  /** Decimals of a value. */
  digits: number;
  /** One value, or the ends of a range. */
  values: number[];
  text: (value: number) => string;
  labelId: string;
  disabled: boolean;
  move: (values: number[]) => void;
  /** The hand let go. */
  rest: () => void;
}

const PAGE = 10;

export function Track({ min, max, step, digits, values, text, labelId, disabled, move, rest }: TrackProps) {
  const rail = useRef<HTMLDivElement>(null);
  const thumbs = useRef<(HTMLDivElement | null)[]>([]);
  const [held, setHeld] = useState<number | null>(null);
  const span = max - min || 1;
  const share = (value: number) => `${(100 * (value - min)) / span}%`;
  const snap = (value: number) => {
    const inside = Math.min(max, Math.max(min, value));
    return inside === max
      ? max
      : Math.min(max, rounded(min + Math.round((inside - min) / step) * step, digits));
  };
  const put = (index: number, value: number) => {
    const next = [...values];
    const low = index > 0 ? values[index - 1]! : min;
    const high = index < values.length - 1 ? values[index + 1]! : max;
    next[index] = Math.min(high, Math.max(low, snap(value)));
    if (next[index] !== values[index]) {
      move(next);
    }
  };
  const at = (event: React.PointerEvent) => {
    const { left, width } = rail.current!.getBoundingClientRect();
    return min + (span * (event.clientX - left)) / (width || 1);
  };
  const grab = (event: React.PointerEvent) => {
    if (disabled || event.button !== 0) {
      return;
    }
    const value = at(event);
    const last = values.length - 1;
    const nearest = last === 1 && Math.abs(value - values[1]!) < Math.abs(value - values[0]!) ? 1 : 0;
    // Of two thumbs at one place take that which can go there.
    const index = last === 1 && values[0] === values[1] && value > values[0]! ? 1 : nearest;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    thumbs.current[index]?.focus();
    setHeld(index);
    put(index, value);
  };
  const drop = () => {
    setHeld(null);
    rest();
  };
  const press = (index: number) => (event: React.KeyboardEvent) => {
    const value = values[index]!;
    const to: { [key: string]: number } = {
      ArrowRight: value + step,
      ArrowUp: value + step,
      ArrowLeft: value - step,
      ArrowDown: value - step,
      PageUp: value + PAGE * step,
      PageDown: value - PAGE * step,
      Home: min,
      End: max
    };
    const target = to[event.key];
    if (target !== undefined && !disabled && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      put(index, target);
    }
  };
  const first = values.length > 1 ? values[0]! : min;
  return (
    <div
      className={classes('st-track', held !== null && 'st-held')}
      onPointerDown={grab}
      onPointerMove={event => held !== null && put(held, at(event))}
      onPointerUp={() => held !== null && drop()}
      onPointerCancel={() => held !== null && drop()}
    >
      <div ref={rail} className="st-rail">
        <div
          className="st-rail-fill"
          style={{ left: share(first), right: `calc(100% - ${share(values[values.length - 1]!)})` }}
        />
        {values.map((value, index) => (
          <div
            key={index}
            ref={element => {
              thumbs.current[index] = element;
            }}
            className="st-thumb"
            style={{ left: share(value) }}
            role="slider"
            tabIndex={disabled ? -1 : 0}
            aria-labelledby={labelId}
            aria-valuemin={min}
            aria-valuemax={max}
            aria-valuenow={value}
            aria-valuetext={text(value)}
            aria-disabled={disabled}
            onKeyDown={press(index)}
          >
            <div className="stSliderThumbValue" data-testid="stSliderThumbValue">
              {text(value)}
            </div>
          </div>
        ))}
      </div>
      <div className="stSliderTickBar" data-testid="stSliderTickBar" aria-hidden="true">
        <div data-testid="stSliderTickBarMin">{text(min)}</div>
        <div data-testid="stSliderTickBarMax">{text(max)}</div>
      </div>
    </div>
  );
}
