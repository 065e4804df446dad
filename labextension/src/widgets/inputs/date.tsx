import { useId, useState } from 'react';

import type { ElementProps } from '../elements';
import { useInput } from '../hooks';
import type { InputProps } from '../wire';
import { DateField } from './datefield';
import { InputFrame, Instructions } from './frame';

export type DateProps = InputProps & {
  min: string;
  max: string;
  format: string;
  range?: boolean;
  clearable?: boolean;
};

export function DateInput({ node }: ElementProps<DateProps>) {
  const [days = [], setDays] = useInput<string[]>(node);
  const [error, setError] = useState('');
  const id = useId();
  const { props } = node;
  return (
    <InputFrame name="stDateInput" props={props} htmlFor={id}>
      <DateField
        {...props}
        id={id}
        days={days}
        // What the script put there says whether it is a range, where nothing else does.
        range={props.range === true || days.length > 1}
        give={setDays}
        complain={setError}
        testId="stDateInputField"
      />
      <Instructions error={error} />
    </InputFrame>
  );
}
