// The app's frame: sidebar, main column, toolbar, and what happens around them.
import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react';

import { classes, Element } from '../elements';
import { PlaceContext, useNode, useRunState, useStore } from '../hooks';
import type { AppModel } from '../models';
import type { LogoProps } from '../navigation/logo';
import { type Menu, stands } from '../navigation/menu';
import { TopNav } from '../navigation/top';
import type { Node } from '../wire';
import { useAddress } from './address';
import { KernelBanner } from './banner';
import { Bottom } from './bottom';
import { isPage, useBrowserFacts } from './browser';
import { ConsoleDrawer } from './console';
import { type CustomTheme, useCustomTheme } from './custom_theme';
import { usePageHead } from './head';
import { useShortcuts } from './keyboard';
import { settledMode, type ToolbarMode } from './mode';
import { type Saved, SavedOffer } from './saved';
import { Sidebar } from './sidebar';
import { ClearCacheDialog, Toolbar, useToolbar } from './toolbar';

export type AppProps = {
  name?: string;
  page_title?: string;
  page_icon?: string;
  /** The query string that the script wants in the address. */
  query?: string;
  /** Grows where the way back leads to the query string before. */
  query_entries?: number;
  /** The path of the page that is shown. */
  page?: string;
  /** The number of the viewer's last way that the kernel has come to. */
  visit?: number;
  /** The query string of the address that the kernel began with. */
  opened?: string;
  navigation?: Menu;
  logo?: LogoProps;
  layout?: 'centered' | 'wide';
  initial_sidebar_state?: 'auto' | 'expanded' | 'collapsed' | number;
  menu_items?: { get_help?: string; report_a_bug?: string; about_html?: string };
  height?: number;
  theme?: CustomTheme | null;
  toolbar?: ToolbarMode;
  /** A file of the app was saved since it ran. */
  saved?: Saved | null;
};

interface FrameProps {
  model: AppModel;
  root: HTMLElement;
}

export function Frame({ model, root }: FrameProps) {
  const place = useMemo(() => ({ store: model.store, page: isPage(), root }), [model, root]);
  useBrowserFacts(model);
  return (
    <PlaceContext.Provider value={place}>
      <KernelBanner model={model} page={place.page} />
      <App model={model} page={place.page} root={root} />
    </PlaceContext.Provider>
  );
}

const NOTHING: Node<AppProps> = { type: 'app', props: {}, children: [] };

function App({ model, page, root }: FrameProps & { page: boolean }) {
  const store = useStore();
  const running = useRunState() === 'running';
  const node = (useNode('root') as Node<AppProps> | undefined) ?? NOTHING;
  const { layout = page ? 'centered' : 'wide', height, initial_sidebar_state: sidebar } = node.props;
  const [main, side, event, bottom] = node.children ?? [];
  const scroller = useRef<HTMLElement>(null);
  const toolbar = useToolbar(store);
  const mode = settledMode(node.props.toolbar, page);
  useShortcuts(root, page, mode === 'developer' ? toolbar.commands : null);
  useCustomTheme(root, node.props.theme);
  usePageHead(page, node.props);
  useAddress(page, node.props);
  useTopOfPage(scroller, page, node.props.page);
  const { navigation, logo } = node.props;
  const top = stands(navigation, 'top');
  const fixed = !page && typeof height === 'number';
  return (
    <div
      className={classes('stApp', page ? 'st-page' : 'st-embedded', fixed && 'st-scroll')}
      style={fixed ? { height } : undefined}
      data-testid="stApp"
      data-test-script-state={running ? 'running' : 'notRunning'}
      tabIndex={-1}
    >
      <div className="stAppViewContainer" data-testid="stAppViewContainer" data-layout={layout}>
        {side && <Sidebar id={side} initial={sidebar} menu={navigation} logo={logo} elsewhere={top} />}
        <section ref={scroller} className="stMain" data-testid="stMain" tabIndex={-1}>
          <Toolbar {...toolbar} mode={mode} menu={node.props.menu_items} running={running}>
            {node.props.saved && <SavedOffer saved={node.props.saved} store={store} />}
          </Toolbar>
          {stands(navigation, 'top') && <TopNav menu={navigation} logo={logo} />}
          <div className="stMainBlockContainer block-container" data-testid="stMainBlockContainer">
            {main && <Element id={main} store={store} />}
          </div>
          {bottom && <Bottom id={bottom} main={scroller} />}
        </section>
      </div>
      {!page && <ConsoleDrawer model={model} />}
      {event && <Element id={event} store={store} />}
      {toolbar.clearing && <ClearCacheDialog close={toolbar.closeDialog} clear={toolbar.clear} />}
    </div>
  );
}

/** Another page begins at its top; the focus that went with the page before it does not go to the browser. */
function useTopOfPage(scroller: RefObject<HTMLElement>, published: boolean, path: string | undefined): void {
  const before = useRef(path);
  useLayoutEffect(() => {
    if (published && before.current !== undefined && before.current !== path) {
      scroller.current?.scrollTo({ top: 0 });
      if (document.activeElement === document.body) {
        scroller.current?.focus({ preventScroll: true });
      }
    }
    before.current = path;
  }, [scroller, published, path]);
}
