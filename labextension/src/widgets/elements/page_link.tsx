import '../navigation/navigation.css';

import type { ElementProps } from '../elements';
import { Helped, OutsideAnchor, PageAnchor } from '../navigation/link';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';

type PageLinkProps = {
  label_html: string;
  icon?: string;
  icon_position?: 'right';
  help_html?: string;
  disabled?: boolean;
  /** A page of the app, and the query string with which it opens. */
  path?: string;
  query?: string;
  /** An address outside. */
  url?: string;
};

export function PageLink({ node }: ElementProps<PageLinkProps>) {
  const {
    label_html: html,
    icon,
    icon_position: at,
    help_html: help,
    disabled,
    path,
    query,
    url
  } = node.props;
  const words = <Html inline html={html} />;
  const content =
    at === 'right' ? [words, icon && <Icon name={icon} />] : [icon && <Icon name={icon} />, words];
  const look = { className: 'stPageLink-NavLink st-nav-link', testId: 'stPageLink-NavLink', disabled };
  return (
    <div className="stPageLink" data-testid="stPageLink">
      <Helped html={help}>
        {url === undefined ? (
          <PageAnchor {...look} path={path ?? ''} search={query}>
            {content[0]}
            {content[1]}
          </PageAnchor>
        ) : (
          <OutsideAnchor {...look} url={url}>
            {content[0]}
            {content[1]}
          </OutsideAnchor>
        )}
      </Helped>
    </div>
  );
}
