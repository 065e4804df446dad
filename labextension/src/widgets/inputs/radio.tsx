import { useId } from 'react';

import { classes, type ElementProps } from '../elements';
import { useInput } from '../hooks';
import { Html } from '../parts/html';
import type { InputProps } from '../wire';
import { InputFrame } from './frame';

type RadioProps = InputProps & {
  options: string[];
  names?: string[];
  options_html: string[];
  captions_html?: string[];
  horizontal?: boolean;
};

export function Radio({ node }: ElementProps<RadioProps>) {
  const [value, setValue] = useInput<string | null>(node);
  const group = useId();
  const {
    options,
    names = options,
    options_html: html,
    captions_html: captions,
    horizontal,
    disabled
  } = node.props;
  return (
    <InputFrame name="stRadio" props={node.props} labelId={`${group}label`}>
      <div
        className={classes('st-radio-group', horizontal && 'st-horizontal')}
        role="radiogroup"
        aria-labelledby={`${group}label`}
        data-testid="stRadioGroup"
      >
        {options.length === 0 && <span className="st-faded">No options to select.</span>}
        {names.map((name, index) => (
          <label key={name} className="st-tick">
            <input
              type="radio"
              name={group}
              value={name}
              checked={value === name}
              disabled={disabled}
              onChange={() => setValue(name)}
            />
            <span className="st-tick-mark st-round" aria-hidden="true" />
            <span>
              <Html inline html={html[index]!} />
              {captions?.[index] && <Html className="st-caption" html={captions[index]!} />}
            </span>
          </label>
        ))}
      </div>
    </InputFrame>
  );
}
