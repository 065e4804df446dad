import { classes } from '../elements';
import type { InputProps } from '../wire';
import { Html } from './html';
import { Tooltip } from './tooltip';

interface WidgetLabelProps {
  props: InputProps;
  /** The id of the control that the label names. */
  htmlFor?: string;
  /** Its own id, for controls that are named by `aria-labelledby`. */
  id?: string;
}

/** Above every input: what it asks for, and help. A label that one does not see still names the control. */
export function WidgetLabel({ props, htmlFor, id }: WidgetLabelProps) {
  const {
    label_html: html = '',
    help_html: help,
    label_visibility: visibility = 'visible',
    disabled
  } = props;
  const Tag = htmlFor ? 'label' : 'div';
  return (
    <div
      className={classes('stWidgetLabel', `st-label-${visibility}`, disabled && 'st-disabled')}
      data-testid="stWidgetLabel"
    >
      <Tag id={id} {...(htmlFor ? { htmlFor } : {})}>
        <Html inline html={html} />
      </Tag>
      {help && visibility === 'visible' && <Tooltip html={help} />}
    </div>
  );
}
