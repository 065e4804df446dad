// The corner of the app: whether it runs, and its menu.
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';

import { usePlace } from '../hooks';
import { Dialog } from '../parts/dialog';
import { Floating } from '../parts/floating';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';
import type { Store } from '../store';
import type { AppProps } from './frame';
import type { Commands } from './keyboard';
import type { settledMode } from './mode';
import { chooseTheme, currentTheme, type Theme } from './theme';

interface ToolbarState {
  commands: Commands & { stop: () => void };
  clearing: boolean;
  clear: () => void;
  closeDialog: () => void;
}

/** What menu and keyboard can do. */
export function useToolbar(store: Store): ToolbarState {
  const [clearing, setClearing] = useState(false);
  const actions = useMemo(
    () => ({
      commands: {
        rerun: () => store.post({ method: 'rerun' }),
        stop: () => store.post({ method: 'stop' }),
        askClear: () => setClearing(true)
      },
      clear: () => {
        store.post({ method: 'clear_caches' });
        setClearing(false);
      },
      closeDialog: () => setClearing(false)
    }),
    [store]
  );
  return { ...actions, clearing };
}

interface ToolbarProps extends ToolbarState {
  running: boolean;
  mode: Mode;
  menu: AppProps['menu_items'];
  /** What stands beside the menu. */
  children?: ReactNode;
}

type Mode = ReturnType<typeof settledMode>;

export function Toolbar({ commands, running, mode, menu, children }: ToolbarProps) {
  const own = Object.values(menu ?? {}).some(Boolean);
  return (
    <header className="stHeader" data-testid="stHeader">
      <div className="stToolbar" data-testid="stToolbar">
        {running && <Status stop={commands.stop} />}
        {children}
        {(mode !== 'minimal' || own) && (
          <MainMenu commands={commands} running={running} mode={mode} menu={menu} />
        )}
      </div>
    </header>
  );
}

/** It shows after a moment: most runs are over before one could read it. */
function Status({ stop }: { stop: () => void }) {
  return (
    <div className="stStatusWidget" data-testid="stStatusWidget">
      <span className="st-spinner" aria-hidden="true" />
      <span role="status">Running…</span>
      <button type="button" className="st-text-button" onClick={stop}>
        Stop
      </button>
    </div>
  );
}

type MenuInfo = Pick<ToolbarProps, 'commands' | 'running' | 'mode' | 'menu'>;

function MainMenu({ commands, running, mode, menu }: MenuInfo) {
  const [open, setOpen] = useState(false);
  const [about, setAbout] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    anchor.current!.focus();
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="stMainMenu st-icon-button"
        data-testid="stMainMenu"
        aria-label="Menu"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name=":material/more_vert:" />
      </button>
      {open && (
        <Floating anchor={anchor} align="end" close={() => setOpen(false)}>
          <Menu
            commands={commands}
            running={running}
            mode={mode}
            menu={menu}
            close={close}
            about={() => setAbout(true)}
          />
        </Floating>
      )}
      {about && (
        <Dialog title="About" testId="stAboutDialog" close={() => setAbout(false)}>
          <Html html={menu?.about_html ?? ''} />
        </Dialog>
      )}
    </>
  );
}

interface MenuProps extends MenuInfo {
  close: () => void;
  about: () => void;
}

function Menu({ commands, running, mode, menu, close, about }: MenuProps) {
  const { page } = usePlace();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => items(ref.current!)[0]?.focus(), []);
  const item = (label: string, run: () => void, key?: string) => (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      onClick={() => {
        close();
        run();
      }}
    >
      <span>{label}</span>
      {key && <kbd>{key}</kbd>}
    </button>
  );
  const link = (label: string, address: string) =>
    item(label, () => window.open(address, '_blank', 'noopener'));
  return (
    <div
      ref={ref}
      className="stMainMenuPopover"
      data-testid="stMainMenuPopover"
      role="menu"
      aria-label="App menu"
      onKeyDown={event => navigate(event, ref.current!, close)}
    >
      {mode === 'developer' && item('Rerun', commands.rerun, 'r')}
      {running && item('Stop', commands.stop)}
      {mode === 'developer' && item('Clear cache', commands.askClear, 'c')}
      {page && mode !== 'minimal' && item('Print', () => window.print())}
      {menu?.get_help && link('Get help', menu.get_help)}
      {menu?.report_a_bug && link('Report a bug', menu.report_a_bug)}
      {menu?.about_html && item('About', about)}
      {page && <ThemeChoice />}
    </div>
  );
}

const THEMES: Theme[] = ['light', 'dark', 'system'];

function ThemeChoice() {
  const [theme, setTheme] = useState(currentTheme);
  const choose = (next: Theme) => {
    chooseTheme(next);
    setTheme(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a menu
    <div className="st-theme-choice" role="group" aria-label="Theme">
      {THEMES.map(name => (
        <button
          key={name}
          type="button"
          role="menuitemradio"
          tabIndex={-1}
          aria-checked={name === theme}
          onClick={() => choose(name)}
        >
          {name[0]!.toUpperCase() + name.slice(1)}
        </button>
      ))}
    </div>
  );
}

const items = (menu: HTMLElement) => [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]')];

const STEPS: { [key: string]: (index: number, count: number) => number } = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index + count - 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1
};

function navigate(event: KeyboardEvent, menu: HTMLElement, close: () => void): void {
  const all = items(menu);
  const next = STEPS[event.key]?.(all.indexOf(document.activeElement as HTMLElement), all.length);
  if (next !== undefined) {
    all[next]!.focus();
  } else if (event.key === 'Escape' || event.key === 'Tab') {
    close();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

export function ClearCacheDialog({ close, clear }: { close: () => void; clear: () => void }) {
  return (
    <Dialog title="Clear caches" testId="stClearCacheDialog" close={close}>
      <p>
        All that the functions of this app keep in their caches is forgotten, and computed anew when needed.
      </p>
      <div className="st-dialog-buttons">
        <button type="button" className="st-button st-tertiary" onClick={close}>
          Cancel
        </button>
        <button type="button" className="st-button st-primary" data-autofocus onClick={clear}>
          Clear caches
        </button>
      </div>
    </Dialog>
  );
}
