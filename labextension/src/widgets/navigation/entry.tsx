import { Html } from '../parts/html';
import { Icon } from '../parts/icon';
import { Helped, OutsideAnchor, PageAnchor } from './link';
import type { MenuPage } from './menu';

interface EntryProps {
  page: MenuPage;
  /** What the community's styles call it: `stSidebarNavLink`, `stTopNavLink`. */
  name: string;
  onGo?: () => void;
}

/** One page of the menu. */
export function Entry({ page, name, onGo }: EntryProps) {
  const look = { className: `${name} st-nav-link`, testId: name };
  const content = (
    <>
      {page.icon && <Icon name={page.icon} />}
      <Html inline html={page.title_html} />
    </>
  );
  return (
    <div className={`${name}Container`} data-testid={`${name}Container`}>
      <Helped html={page.help_html}>
        {page.url === undefined ? (
          <PageAnchor {...look} path={page.path ?? ''} onGo={onGo}>
            {content}
          </PageAnchor>
        ) : (
          <OutsideAnchor {...look} url={page.url}>
            {content}
            <Icon name=":material/open_in_new:" className="st-nav-outside" />
          </OutsideAnchor>
        )}
      </Helped>
    </div>
  );
}
