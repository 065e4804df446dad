import './inputs.css';

import type { ReactNode } from 'react';

import { classes } from '../elements';
import { Icon } from '../parts/icon';
import { WidgetLabel } from '../parts/label';
import type { InputProps } from '../wire';

interface InputFrameProps {
  /** `stSlider`: its test id and its class. */
  name: string;
  props: InputProps;
  /** The id of the control that the label names, or the label's own id. */
  htmlFor?: string;
  labelId?: string;
  className?: string;
  children: ReactNode;
}

/** The label above, the control below. */
export function InputFrame({ name, props, htmlFor, labelId, className, children }: InputFrameProps) {
  return (
    <div
      className={classes(name, 'st-input', props.disabled && 'st-input-disabled', className)}
      data-testid={name}
    >
      <WidgetLabel props={props} {...(htmlFor ? { htmlFor } : {})} {...(labelId ? { id: labelId } : {})} />
      {children}
    </div>
  );
}

interface ClearButtonProps {
  label: string;
  clear: () => void;
}

export function ClearButton({ label, clear }: ClearButtonProps) {
  return (
    <button
      type="button"
      className="st-field-button"
      aria-label={label}
      tabIndex={-1}
      onPointerDown={event => event.preventDefault()}
      onClick={clear}
    >
      <Icon name=":material/close:" />
    </button>
  );
}

/** What to do next, or what is wrong with what is written. */
export function Instructions({ error, children }: { error?: string; children?: ReactNode }) {
  return (
    <div className="st-instructions" data-testid="InputInstructions">
      {error ? (
        <span className="st-invalid" role="alert">
          {error}
        </span>
      ) : (
        children
      )}
    </div>
  );
}
