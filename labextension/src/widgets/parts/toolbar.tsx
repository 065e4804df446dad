import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

import { Icon } from './icon';

export interface Tool {
  label: string;
  /** `:material/name:` */
  icon: string;
  run: () => void;
}

/** The small buttons over the corner of a chart or a table. They show on hover and on focus. */
export function ElementToolbar({ tools }: { tools: Tool[] }) {
  return (
    <div className="stElementToolbar" data-testid="stElementToolbar">
      {tools.map(({ label, icon, run }) => (
        <button
          key={label}
          type="button"
          className="stElementToolbarButton"
          data-testid="stElementToolbarButton"
          aria-label={label}
          title={label}
          onClick={run}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}

interface FullScreenFrameProps {
  /** Draws the content; `full` is true while it fills the window. */
  children: (full: boolean) => ReactNode;
  tools?: Tool[];
  /** Without it there is no way to fill the window. */
  expandable?: boolean;
}

/** Something that can fill the window, with its toolbar. Escape leaves. */
export function FullScreenFrame({ children, tools = [], expandable = true }: FullScreenFrameProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [full, setFull] = useState(false);
  useLayoutEffect(() => {
    // The top layer: no block around it can clip it, and its content stays the same in the page.
    const frame = ref.current!;
    if (full) {
      frame.popover = 'manual';
      frame.showPopover();
      frame.querySelector<HTMLElement>('.stElementToolbarButton:last-of-type')?.focus();
    }
    return () => frame.removeAttribute('popover');
  }, [full]);
  const expand: Tool = full
    ? { label: 'Close fullscreen', icon: ':material/fullscreen_exit:', run: () => setFull(false) }
    : { label: 'Fullscreen', icon: ':material/fullscreen:', run: () => setFull(true) };
  const shown = expandable ? [...tools, expand] : tools;
  return (
    <div
      ref={ref}
      className="stFullScreenFrame"
      data-testid="stFullScreenFrame"
      data-full={full}
      onKeyDown={event => full && event.key === 'Escape' && setFull(false)}
    >
      {shown.length > 0 && <ElementToolbar tools={shown} />}
      {children(full)}
    </div>
  );
}
