import { useId } from 'react';

import type { ElementProps } from '../elements';
import { useInput } from '../hooks';
import type { InputProps } from '../wire';
import { InputFrame } from './frame';
import { TimeField } from './timefield';

type TimeProps = InputProps & { step: number; format: '12h' | '24h' | 'localized'; clearable?: boolean };

export default function TimeInput({ node }: ElementProps<TimeProps>) {
  const [time = null, setTime] = useInput<string | null>(node);
  const id = useId();
  const { props } = node;
  return (
    <InputFrame name="stTimeInput" props={props} htmlFor={id}>
      <TimeField {...props} id={id} time={time} give={setTime} />
    </InputFrame>
  );
}
