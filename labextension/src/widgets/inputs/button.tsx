import { classes, type ElementProps } from '../elements';
import { usePress } from '../hooks';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';
import { Tooltip } from '../parts/tooltip';
import type { InputProps } from '../wire';

type ButtonProps = InputProps & {
  kind?: 'primary' | 'secondary' | 'tertiary';
  icon?: string;
  icon_position?: 'left' | 'right';
  shortcut?: string;
};

export function Button({ node }: ElementProps<ButtonProps>) {
  const press = usePress(node);
  const {
    label_html: html = '',
    help_html: help,
    disabled,
    kind = 'secondary',
    icon,
    icon_position: at
  } = node.props;
  const name = node.type === 'form_submit_button' ? 'stFormSubmitButton' : 'stButton';
  const button = (
    <button
      type="button"
      className={classes('st-button', `st-${kind}`, at === 'right' && 'st-icon-right')}
      disabled={disabled}
      data-testid={`stBaseButton-${kind}`}
      onClick={press}
    >
      {icon && <Icon name={icon} />}
      <Html inline html={html} />
    </button>
  );
  return (
    <div className={name} data-testid={name}>
      {help ? <Tooltip html={help}>{button}</Tooltip> : button}
    </div>
  );
}
