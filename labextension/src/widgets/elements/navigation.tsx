import './navigation.css';

import { useState } from 'react';

import { classes, type ElementProps } from '../elements';
import { useInput } from '../hooks';
import { Icon } from '../parts/icon';
import type { InputProps } from '../wire';

interface Page {
  title: string;
  url_path: string;
  icon?: string;
  section?: string;
  /** Pages outside open in a tab of their own. */
  url?: string;
}

type NavigationProps = InputProps & {
  pages: Page[];
  position: 'sidebar' | 'top';
  expanded: boolean | number;
};

const ROOM = 12;

/** The menu of the app's pages. */
export function Navigation({ node }: ElementProps<NavigationProps>) {
  const [current = '', choose] = useInput<string>(node);
  const { pages, position, expanded } = node.props;
  const [all, setAll] = useState(expanded === true);
  const room = typeof expanded === 'number' ? expanded : ROOM;
  const shown = all || pages.length <= room + 1 ? pages : pages.slice(0, room);
  const top = position === 'top';
  return (
    <nav
      className={classes(top ? 'st-nav-top' : 'stSidebarNav')}
      data-testid={top ? 'stTopNav' : 'stSidebarNav'}
      aria-label="Pages"
    >
      <ul>
        {shown.map((page, place) => (
          <li key={page.url ?? page.url_path}>
            {page.section && page.section !== shown[place - 1]?.section && (
              <div className="st-nav-section">{page.section}</div>
            )}
            <PageLink page={page} current={page.url_path === current} choose={choose} />
          </li>
        ))}
      </ul>
      {shown.length < pages.length && (
        <button
          type="button"
          className="stSidebarNavLink"
          data-testid="stSidebarNavViewButton"
          onClick={() => setAll(true)}
        >
          View {pages.length - shown.length} more
        </button>
      )}
    </nav>
  );
}

interface LinkProps {
  page: Page;
  current: boolean;
  choose: (path: string) => void;
}

function PageLink({ page, current, choose }: LinkProps) {
  const content = (
    <>
      {page.icon && <Icon name={page.icon} />}
      <span>{page.title}</span>
    </>
  );
  const look = { className: 'stSidebarNavLink', 'data-testid': 'stSidebarNavLink' };
  if (page.url) {
    return (
      <a {...look} href={page.url} target="_blank" rel="noreferrer noopener">
        {content}
      </a>
    );
  }
  return (
    <button
      {...look}
      type="button"
      aria-current={current ? 'page' : undefined}
      onClick={() => choose(page.url_path)}
    >
      {content}
    </button>
  );
}
