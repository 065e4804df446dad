import { useEffect, useId, useMemo, useState } from 'react';

import type { ElementProps } from '../elements';
import { useInput } from '../hooks';
import type { InputProps } from '../wire';
import { InputFrame } from './frame';
import type { MomentKind } from './moments';
import { decimals, formatNumber } from './numbers';
import { useOver } from './over';
import { useThrottled } from './throttle';
import { Track } from './track';

type SliderProps = InputProps & {
  kind: 'int' | 'float' | MomentKind;
  min: number;
  max: number;
  step: number;
  format: string;
};

export function Slider({ node }: ElementProps<SliderProps>) {
  const [value, setValue] = useInput<number[]>(node);
  const { kind, min, max, step, format } = node.props;
  const text = useText(kind, format);
  return (
    <Sliding
      props={node.props}
      values={value ?? [min]}
      send={setValue}
      scale={{ min, max, step, digits: Math.max(decimals(step), decimals(min)), text }}
    />
  );
}

export function SelectSlider({ node }: ElementProps<InputProps & { options: string[]; names?: string[] }>) {
  const [value, setValue] = useInput<string[]>(node);
  const { options, names = options } = node.props;
  const scale = useMemo(
    () => ({ min: 0, max: options.length - 1, step: 1, digits: 0, text: (at: number) => options[at] ?? '' }),
    [options]
  );
  return (
    <Sliding
      props={node.props}
      values={(value ?? names.slice(0, 1)).map(name => Math.max(0, names.indexOf(name)))}
      send={places => setValue(places.map(place => names[place]!))}
      scale={scale}
    />
  );
}

interface SlidingProps {
  props: InputProps;
  values: number[];
  send: (values: number[]) => void;
  scale: { min: number; max: number; step: number; digits: number; text: (value: number) => string };
}

/** What the hand does shows at once; the script hears of it as fast as it can follow. */
function Sliding({ props, values, send, scale }: SlidingProps) {
  const id = useId();
  const [moved, setMoved] = useOver<number[]>(JSON.stringify(values));
  const { push, flush } = useThrottled(send);
  const move = (next: number[]) => {
    setMoved(next);
    push(next);
  };
  return (
    <InputFrame name="stSlider" props={props} labelId={id}>
      <Track
        {...scale}
        values={moved ?? values}
        labelId={id}
        disabled={props.disabled === true}
        move={move}
        rest={flush}
      />
    </InputFrame>
  );
}

/** How a slider's values read; dates wait for the chunk that knows how. */
function useText(kind: SliderProps['kind'], format: string): (value: number) => string {
  const [moments, setMoments] = useState<typeof import('./moments') | null>(null);
  const number = kind === 'int' || kind === 'float';
  useEffect(() => {
    if (!number) {
      void import('./moments').then(setMoments);
    }
  }, [number]);
  return useMemo(
    () => (value: number) =>
      number ? formatNumber(value, format) : (moments?.formatMoment(value, format, kind) ?? ''),
    [number, kind, format, moments]
  );
}
