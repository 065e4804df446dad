import './navigation.css';

import { useId, useState } from 'react';

import { Html } from '../parts/html';
import { Entry } from './entry';
import { countPages, firstPages, type Menu, type Section } from './menu';

/** So many pages show of a menu that is cut. */
const ROOM = 10;
/** It is cut if it hides more than these. */
const SPARE = 2;

interface SidebarNavProps {
  menu: Menu;
  /** Nothing stands below it: it has all the room. */
  alone: boolean;
  onGo: () => void;
}

/** The menu of the app's pages, in its sidebar. */
export function SidebarNav({ menu, alone, onGo }: SidebarNavProps) {
  const [open, setOpen] = useState(false);
  const { expanded } = menu;
  const room = typeof expanded === 'number' && expanded > 0 ? expanded : ROOM;
  const count = countPages(menu);
  const long = !alone && expanded !== true && count > room + SPARE;
  const shown = long && !open ? firstPages(menu.sections, room) : menu.sections;
  return (
    <nav className="stSidebarNav" data-testid="stSidebarNav" aria-label="Pages">
      <ul className="stSidebarNavItems" data-testid="stSidebarNavItems">
        {shown.map((section, place) => (
          <SectionItems key={place} section={section} onGo={onGo} />
        ))}
      </ul>
      {long && (
        <button
          type="button"
          className="st-text-button st-nav-more"
          data-testid="stSidebarNavViewButton"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? 'View less' : `View ${count - room} more`}
        </button>
      )}
      {!alone && <div className="stSidebarNavSeparator" data-testid="stSidebarNavSeparator" />}
    </nav>
  );
}

/** The pages below a heading; a heading opens and closes them. */
function SectionItems({ section, onGo }: { section: Section; onGo: () => void }) {
  const id = useId();
  const [open, setOpen] = useState(true);
  const items = section.pages.map(page => (
    <li key={page.url ?? page.path}>
      <Entry page={page} name="stSidebarNavLink" onGo={onGo} />
    </li>
  ));
  if (!section.heading_html) {
    return items;
  }
  return (
    <li>
      <button
        type="button"
        id={id}
        className="stNavSectionHeader"
        data-testid="stNavSectionHeader"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Html inline html={section.heading_html} />
      </button>
      {open && <ul aria-labelledby={id}>{items}</ul>}
    </li>
  );
}
