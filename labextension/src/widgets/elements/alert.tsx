import './status.css';

import { classes, type ElementProps } from '../elements';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';

type AlertProps = {
  kind: 'success' | 'info' | 'warning' | 'error';
  html: string;
  icon?: string;
  title_html?: string;
};

const NAMES = {
  success: 'stAlertContentSuccess',
  info: 'stAlertContentInfo',
  warning: 'stAlertContentWarning',
  error: 'stAlertContentError'
};

export function Alert({ node }: ElementProps<AlertProps>) {
  const { kind, html, icon, title_html: title } = node.props;
  return (
    <div className="stAlert" data-testid="stAlert" role="alert">
      <div className={classes('stAlertContainer', `st-alert-${kind}`)} data-testid="stAlertContainer">
        {icon && <Icon name={icon} testId="stAlertDynamicIcon" />}
        <div data-testid={NAMES[kind]}>
          {title && (
            <div className="st-alert-title" data-testid="stAlertTitle">
              <Html inline html={title} />
            </div>
          )}
          <Html html={html} />
        </div>
      </div>
    </div>
  );
}
