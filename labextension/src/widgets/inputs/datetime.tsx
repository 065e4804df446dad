import { useId, useState } from 'react';

import type { ElementProps } from '../elements';
import { useInput } from '../hooks';
import type { DateProps } from './date';
import { DateField } from './datefield';
import { clock } from './days';
import { InputFrame, Instructions } from './frame';
import { TimeField } from './timefield';

/** A date and a time side by side. The script hears of them when both are there. */
export default function DateTimeInput({ node }: ElementProps<DateProps & { step: number }>) {
  const [moment = null, setMoment] = useInput<string | null>(node);
  const [error, setError] = useState('');
  const [half, setHalf] = useState<{ day?: string; time?: string }>({});
  const id = useId();
  const { props } = node;
  const { day = half.day, time = half.time } = moment
    ? { day: moment.slice(0, 10), time: moment.slice(11) }
    : {};
  const give = (next: { day?: string; time?: string }) => {
    setHalf(next);
    if (next.day && next.time) {
      const whole = `${next.day}T${next.time}`;
      const inside = whole < props.min ? props.min : whole > props.max ? props.max : whole;
      setMoment(inside);
    } else if (moment !== null) {
      setMoment(null);
    }
  };
  return (
    <InputFrame name="stDateTimeInput" props={props} htmlFor={id}>
      <div className="st-beside">
        <DateField
          {...props}
          id={id}
          min={props.min.slice(0, 10)}
          max={props.max.slice(0, 10)}
          range={false}
          days={day ? [day] : []}
          give={([next]) => give(next ? { day: next, time: time ?? nearest(props.step) } : {})}
          complain={setError}
          testId="stDateTimeInputDate"
        />
        <TimeField
          id={`${id}time`}
          step={props.step}
          format="24h"
          disabled={props.disabled}
          time={time ?? null}
          give={next => give({ day, time: next ?? undefined })}
        />
      </div>
      <Instructions error={error} />
    </InputFrame>
  );
}

/** The time of the step that is next to now. */
function nearest(step: number): string {
  const now = new Date();
  const seconds = now.getHours() * 3600 + now.getMinutes() * 60;
  return clock((Math.round(seconds / step) * step) % 86_400);
}
