import { useId, useState } from 'react';

import { classes, type ElementProps } from '../elements';
import { useInput } from '../hooks';
import { Icon } from '../parts/icon';
import type { InputProps } from '../wire';
import { useDraft } from './draft';
import { InputFrame, Instructions } from './frame';
import { decimals, formatNumber, rounded } from './numbers';

type NumberProps = InputProps & {
  kind: 'int' | 'float';
  min?: number;
  max?: number;
  step: number;
  format: string;
  placeholder?: string;
  icon?: string;
};

const NUMERAL = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/;

export function NumberInput({ node }: ElementProps<NumberProps>) {
  const [value = null, setValue] = useInput<number | null>(node);
  const id = useId();
  const [focused, setFocused] = useState(false);
  const [error, setError] = useState('');
  const { props } = node;
  const { kind, min, max, step, disabled, required, placeholder, icon } = props;
  const draft = useDraft(shown(value, props.format));
  const commit = () => {
    if (!draft.dirty) {
      return;
    }
    const text = draft.text.trim();
    const number = text === '' ? null : kind === 'int' ? Math.trunc(Number(text)) : Number(text);
    const wrong = complaint(number, props);
    setError(wrong);
    if (wrong) {
      return;
    }
    draft.drop();
    if (number !== value) {
      setValue(number);
    }
  };
  const turn = (by: number) => {
    const now = draft.dirty && draft.text !== '' ? Number(draft.text) : (value ?? 0);
    const next = rounded(now + by, Math.max(decimals(step), decimals(now)));
    const inside = Math.min(max ?? next, Math.max(min ?? next, next));
    setError('');
    draft.drop();
    if (inside !== value) {
      setValue(inside);
    }
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') {
      commit();
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      turn(event.key === 'ArrowUp' ? step : -step);
    } else if (event.key === 'Escape') {
      setError('');
      draft.drop();
    }
  };
  return (
    <InputFrame name="stNumberInput" props={props} htmlFor={id}>
      <div className={classes('st-field', error && 'st-field-invalid')} data-testid="stNumberInputContainer">
        {icon && <Icon name={icon} />}
        <input
          id={id}
          type="number"
          step="any"
          data-testid="stNumberInputField"
          data-enter="submit"
          value={draft.text}
          disabled={disabled}
          placeholder={placeholder}
          aria-required={required}
          aria-invalid={error !== ''}
          aria-valuemin={min}
          aria-valuemax={max}
          onChange={event => draft.write(event.target.value)}
          onKeyDown={press}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false);
            commit();
          }}
        />
        <button
          type="button"
          className="st-step stNumberInputStepDown"
          data-testid="stNumberInputStepDown"
          aria-label="Decrease"
          tabIndex={-1}
          disabled={disabled || (value !== null && min !== undefined && value <= min)}
          onPointerDown={event => event.preventDefault()}
          onClick={() => turn(-step)}
        >
          <Icon name=":material/remove:" />
        </button>
        <button
          type="button"
          className="st-step stNumberInputStepUp"
          data-testid="stNumberInputStepUp"
          aria-label="Increase"
          tabIndex={-1}
          disabled={disabled || (value !== null && max !== undefined && value >= max)}
          onPointerDown={event => event.preventDefault()}
          onClick={() => turn(step)}
        >
          <Icon name=":material/add:" />
        </button>
      </div>
      <Instructions error={error}>{focused && draft.dirty && 'Press Enter to apply'}</Instructions>
    </InputFrame>
  );
}

/** A native field takes numerals only: a format that gives anything else is for the eye alone. */
function shown(value: number | null, format: string): string {
  const text = value === null ? '' : formatNumber(value, format).trim();
  return value === null || NUMERAL.test(text) ? text : String(value);
}

function complaint(number: number | null, { min, max, required }: NumberProps): string {
  if (number === null) {
    return required ? 'A number is required.' : '';
  }
  if (!Number.isFinite(number)) {
    return 'This is not a number.';
  }
  if (min !== undefined && number < min) {
    return `The smallest number is ${min}.`;
  }
  return max !== undefined && number > max ? `The largest number is ${max}.` : '';
}
