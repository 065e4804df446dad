import './inputs.css';

import { useId } from 'react';

import { classes, type ElementProps } from '../elements';
import { useInput } from '../hooks';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';
import { Tooltip } from '../parts/tooltip';
import type { InputProps } from '../wire';

/** A tick box; as `toggle`, a switch. */
export function Tick({ node }: ElementProps<InputProps & { wrap?: boolean }>) {
  const [value = false, setValue] = useInput<boolean>(node);
  const id = useId();
  const {
    label_html: html = '',
    help_html: help,
    label_visibility: seen = 'visible',
    disabled,
    wrap
  } = node.props;
  const toggle = node.type === 'toggle';
  return (
    <div
      className={classes('stCheckbox', toggle && 'st-toggle', disabled && 'st-input-disabled')}
      data-testid="stCheckbox"
    >
      <label className={classes('st-tick', wrap === false && 'st-cut')} htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          checked={value}
          disabled={disabled}
          onChange={event => setValue(event.target.checked)}
        />
        <span className="st-tick-mark" aria-hidden="true">
          {!toggle && value && <Icon name=":material/check:" />}
        </span>
        <span className={classes('stWidgetLabel', `st-label-${seen}`)} data-testid="stWidgetLabel">
          <Html inline html={html} />
        </span>
      </label>
      {help && seen === 'visible' && <Tooltip html={help} />}
    </div>
  );
}
