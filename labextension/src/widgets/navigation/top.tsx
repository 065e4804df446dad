import './navigation.css';

import { useRef, useState } from 'react';

import { Floating } from '../parts/floating';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';
import { Entry } from './entry';
import { Logo, type LogoProps } from './logo';
import type { Menu, Section } from './menu';

/** The menu of the app's pages, along the top; the pages below a heading drop down from it. */
export function TopNav({ menu, logo }: { menu: Menu; logo?: LogoProps }) {
  return (
    <nav className="stTopNav" data-testid="stTopNav" aria-label="Pages">
      {logo && <Logo logo={logo} closed />}
      <ul>
        {menu.sections.map((section, place) =>
          section.heading_html ? (
            <li key={place}>
              <TopSection section={section} heading={section.heading_html} />
            </li>
          ) : (
            section.pages.map(page => (
              <li key={page.url ?? page.path}>
                <Entry page={page} name="stTopNavLink" />
              </li>
            ))
          )
        )}
      </ul>
    </nav>
  );
}

function TopSection({ section, heading }: { section: Section; heading: string }) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(false);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="stTopNavSection st-nav-link"
        data-testid="stTopNavSection"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Html inline html={heading} />
        <Icon name=":material/keyboard_arrow_down:" />
      </button>
      {open && (
        <Floating anchor={anchor} close={close} className="st-top-nav-drop">
          <ul
            onKeyDown={event => {
              if (event.key === 'Escape') {
                close();
                anchor.current!.focus();
              }
            }}
          >
            {section.pages.map(page => (
              <li key={page.url ?? page.path}>
                <Entry page={page} name="stTopNavDropdownLink" onGo={close} />
              </li>
            ))}
          </ul>
        </Floating>
      )}
    </>
  );
}
