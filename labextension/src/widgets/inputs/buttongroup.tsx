import './buttongroup.css';

import { type KeyboardEvent, useId, useRef } from 'react';

import { classes, type ElementProps } from '../elements';
import { useInput } from '../hooks';
import { Html } from '../parts/html';
import type { InputProps } from '../wire';
import { InputFrame } from './frame';

type GroupProps = InputProps & {
  options: string[];
  names?: string[];
  options_html: string[];
  several?: boolean;
  wrap?: boolean;
};

/** Pills, or the segments of one bar: buttons of which one or several are chosen. */
export function ButtonGroup({ node }: ElementProps<GroupProps>) {
  const [value, setValue] = useInput<string | string[] | null>(node);
  const label = useId();
  const row = useRef<HTMLDivElement>(null);
  const { options, names = options, options_html: html, several, required, disabled, wrap } = node.props;
  const chosen = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
  const press = (name: string) => {
    const was = chosen.includes(name);
    if (several) {
      setValue(was ? chosen.filter(each => each !== name) : [...chosen, name]);
    } else if (!was || !required) {
      setValue(was ? null : name);
    }
  };
  return (
    <InputFrame name="stButtonGroup" props={node.props} labelId={label}>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both of its roles have a name */}
      <div
        ref={row}
        className={classes(
          'st-group',
          node.type === 'pills' ? 'st-pills' : 'st-segments',
          wrap === false && 'st-one-row'
        )}
        role={several ? 'group' : 'radiogroup'}
        aria-labelledby={label}
        onKeyDown={event => moveFocus(event, row.current!)}
      >
        {names.map((name, index) => {
          const on = chosen.includes(name);
          return (
            <button
              key={name}
              type="button"
              data-testid={`stBaseButton-${node.type}${on ? 'Active' : ''}`}
              data-variant={node.type}
              disabled={disabled}
              {...(several ? { 'aria-pressed': on } : { role: 'radio', 'aria-checked': on })}
              onClick={() => press(name)}
            >
              <Html inline html={html[index]!} />
            </button>
          );
        })}
      </div>
    </InputFrame>
  );
}

const STEPS: { [key: string]: number } = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Arrows go from button to button. */
export function moveFocus(event: KeyboardEvent, row: HTMLElement): void {
  const step = STEPS[event.key];
  const buttons = [...row.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  if (step && at >= 0) {
    event.preventDefault();
    buttons[(at + step + buttons.length) % buttons.length]!.focus();
  }
}
