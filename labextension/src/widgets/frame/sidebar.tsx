import { useEffect, useState } from 'react';

import { Element } from '../elements';
import { useNode, usePlace } from '../hooks';
import { Logo, type LogoProps } from '../navigation/logo';
import { stands } from '../navigation/menu';
import { SidebarNav } from '../navigation/sidebar';
import { Icon } from '../parts/icon';
import type { AppProps } from './frame';

/** Below this width the sidebar lies over the main part, so it begins closed (as in style/frame.css). */
const NARROW = { page: 768, notebook: 600 };

interface SidebarProps {
  id: string;
  initial: AppProps['initial_sidebar_state'];
  menu: AppProps['navigation'];
  logo: AppProps['logo'];
  /** Where the sidebar is closed, the logo stands somewhere else. */
  elsewhere: boolean;
}

/** There only while something stands in it. Closed, it is hidden but keeps what one typed into its inputs. */
export function Sidebar({ id, initial, menu, logo, elsewhere }: SidebarProps) {
  const { store, root, page } = usePlace();
  const alone = !useNode(id)?.children?.length;
  const nav = stands(menu, 'sidebar') ? menu : undefined;
  const empty = alone && !nav;
  const [choice, choose] = useState<boolean>();
  const wide = useIsWide(root, page ? NARROW.page : NARROW.notebook);
  if (empty) {
    return logo && !elsewhere ? <ClosedLogo logo={logo} /> : null;
  }
  const begins =
    initial === 'collapsed' ? false : initial === 'expanded' || typeof initial === 'number' || wide;
  const open = choice ?? begins;
  const style = typeof initial === 'number' ? { '--st-sidebar-width': `${initial}px` } : undefined;
  return (
    <>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: scripts and styles of the community look for it */}
      <section
        className="stSidebar"
        data-testid="stSidebar"
        aria-label="Sidebar"
        aria-expanded={open}
        style={style as never}
      >
        <div className="stSidebarContent" data-testid="stSidebarContent">
          <div className="stSidebarHeader" data-testid="stSidebarHeader">
            {logo && <Logo logo={logo} closed={false} />}
            <button
              type="button"
              className="st-icon-button"
              data-testid="stSidebarCollapseButton"
              aria-label="Close sidebar"
              onClick={() => choose(false)}
            >
              <Icon name=":material/keyboard_double_arrow_left:" />
            </button>
          </div>
          {nav && (
            <SidebarNav menu={nav} alone={alone} onGo={() => !wide && choose(begins ? false : undefined)} />
          )}
          <div className="stSidebarUserContent" data-testid="stSidebarUserContent">
            <Element id={id} store={store} />
          </div>
        </div>
      </section>
      {!open && (
        <button
          type="button"
          className="st-icon-button st-expand-sidebar"
          data-testid="stExpandSidebarButton"
          aria-label="Open sidebar"
          onClick={() => choose(true)}
        >
          <Icon name=":material/keyboard_double_arrow_right:" />
        </button>
      )}
      {!open && logo && !elsewhere && <ClosedLogo logo={logo} />}
    </>
  );
}

/** The logo in the corner of the main part. */
const ClosedLogo = ({ logo }: { logo: LogoProps }) => (
  <div className="st-closed-logo">
    <Logo logo={logo} closed />
  </div>
);

const isWide = (root: HTMLElement, narrow: number) => (root.clientWidth || window.innerWidth) >= narrow;

/** Whether the app has room for a sidebar beside its main part. */
function useIsWide(root: HTMLElement, narrow: number): boolean {
  const [wide, setWide] = useState(() => isWide(root, narrow));
  useEffect(() => {
    const observer = new ResizeObserver(() => setWide(isWide(root, narrow)));
    observer.observe(root);
    return () => observer.disconnect();
  }, [root, narrow]);
  return wide;
}
