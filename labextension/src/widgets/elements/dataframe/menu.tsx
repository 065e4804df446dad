// What one does with a column, and which columns one sees.
import type { Rectangle } from '@glideapps/glide-data-grid';
import { type ReactNode, useEffect, useRef } from 'react';

import { Floating } from '../../parts/floating';
import { Html } from '../../parts/html';
import { Icon } from '../../parts/icon';
import type { Column } from './columns';

interface OverProps {
  bounds: Rectangle;
  close: () => void;
  children: ReactNode;
  testId: string;
  label: string;
  /** As wide as the rectangle, at least. */
  matchWidth?: boolean;
}

/** Floats over a rectangle of the window. */
export function Over({ bounds, close, children, testId, label, matchWidth = false }: OverProps) {
  const anchor = useRef<HTMLSpanElement | null>(null);
  const inside = useRef<HTMLDivElement>(null);
  const { width, height } = bounds;
  useEffect(() => {
    const box = inside.current!;
    (box.querySelector<HTMLElement>('[data-first]') ?? box).focus();
  }, []);
  return (
    <>
      <span
        ref={span => {
          anchor.current = span;
          span?.style.setProperty('translate', shift(span, bounds));
        }}
        className="st-grid-anchor"
        style={{ width, height }}
      />
      <Floating
        anchor={anchor}
        className="st-menu st-grid-float"
        matchWidth={matchWidth}
        testId={testId}
        role="dialog"
        aria-label={label}
        close={close}
        onKeyDown={event => event.key === 'Escape' && close()}
      >
        <div ref={inside} className="st-grid-inside" tabIndex={-1}>
          {children}
        </div>
      </Floating>
    </>
  );
}

/** From where it stands to its place in the window: a notebook's output may be the frame of what is `fixed`. */
function shift(span: HTMLElement, { x, y }: Rectangle): string {
  span.style.translate = '';
  const { left, top } = span.getBoundingClientRect();
  return `${x - left}px ${y - top}px`;
}

interface ColumnMenuProps {
  column: Column;
  bounds: Rectangle;
  pinned: boolean;
  close: () => void;
  sort: (down: boolean | null) => void;
  pin: () => void;
  fit: () => void;
  hide: () => void;
}

export function ColumnMenu({ column, bounds, pinned, close, sort, pin, fit, hide }: ColumnMenuProps) {
  const items: [icon: string, label: string, run: () => void][] = [
    ['arrow_upward', 'Sort ascending', () => sort(false)],
    ['arrow_downward', 'Sort descending', () => sort(true)],
    ['close', 'Do not sort', () => sort(null)],
    ['width', 'Autosize', fit],
    ['push_pin', pinned ? 'Unpin column' : 'Pin column', pin],
    ['visibility_off', 'Hide column', hide]
  ];
  return (
    <Over bounds={bounds} close={close} testId="stDataFrameColumnMenu" label={`Column ${column.title}`}>
      {column.help_html && <Html html={column.help_html} className="st-grid-help" />}
      {items.map(([icon, label, run]) => (
        <button
          key={label}
          type="button"
          className="st-grid-item"
          onClick={() => {
            run();
            close();
          }}
        >
          <Icon name={`:material/${icon}:`} />
          {label}
        </button>
      ))}
    </Over>
  );
}

interface ChoiceProps {
  columns: Column[];
  hidden: ReadonlySet<number>;
  bounds: Rectangle;
  close: () => void;
  toggle: (at: number) => void;
}

export function ColumnChoice({ columns, hidden, bounds, close, toggle }: ChoiceProps) {
  return (
    <Over bounds={bounds} close={close} testId="stDataFrameColumnVisibilityMenu" label="Columns">
      {columns.map((column, at) => (
        <label key={`${at} ${column.name}`} className="st-grid-item">
          <input type="checkbox" checked={!hidden.has(at)} onChange={() => toggle(at)} />
          {column.title || 'Index'}
        </label>
      ))}
    </Over>
  );
}
