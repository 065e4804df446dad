// What floats over the page beside its anchor: help, menus, lists of choices.
//
// It stands in the browser's top layer, so that neither a scrolling output nor a notebook that draws only
// what is in sight can clip or move it.
import {
  type HTMLAttributes,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef
} from 'react';
import { createPortal } from 'react-dom';

import { usePlace } from '../hooks';

export interface FloatingProps extends HTMLAttributes<HTMLDivElement> {
  anchor: RefObject<HTMLElement>;
  children: ReactNode;
  /** Where it stands if there is room; else on the other side. */
  side?: 'above' | 'below';
  /** Which edges of anchor and float meet. */
  align?: 'start' | 'center' | 'end';
  /** As wide as the anchor, at least. */
  matchWidth?: boolean;
  /** Called when one presses the mouse elsewhere. */
  close?: () => void;
  testId?: string;
}

const MARGIN = 8;
const GAP = 4;

export function Floating(props: FloatingProps) {
  const {
    anchor,
    children,
    side = 'below',
    align = 'start',
    matchWidth,
    close,
    testId,
    className,
    ...rest
  } = props;
  const { root } = usePlace();
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const float = ref.current!;
    float.showPopover();
    const place = () => anchor.current && put(float, anchor.current, side, align, matchWidth);
    place();
    const moved = new ResizeObserver(place);
    moved.observe(float);
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      moved.disconnect();
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  }, [anchor, side, align, matchWidth]);
  usePressOutside([ref, anchor], close);
  return createPortal(
    <div
      {...rest}
      ref={ref}
      className={`st-floating ${className ?? ''}`}
      data-testid={testId}
      {...{ popover: 'manual' }}
    >
      {children}
    </div>,
    root
  );
}

function put(
  float: HTMLElement,
  anchor: HTMLElement,
  side: 'above' | 'below',
  align: 'start' | 'center' | 'end',
  matchWidth?: boolean
): void {
  const at = anchor.getBoundingClientRect();
  float.style.minWidth = matchWidth ? `${at.width}px` : '';
  const { offsetWidth: width, offsetHeight: height } = float;
  const above = at.top - GAP - height;
  const below = at.bottom + GAP;
  const roomAbove = above >= MARGIN;
  const roomBelow = below + height <= window.innerHeight - MARGIN;
  const top = (side === 'above' ? roomAbove || !roomBelow : !roomBelow && roomAbove) ? above : below;
  const free = at.width - width;
  const left = at.left + (align === 'start' ? 0 : align === 'end' ? free : free / 2);
  float.style.top = `${Math.max(MARGIN, top)}px`;
  float.style.left = `${Math.max(MARGIN, Math.min(left, window.innerWidth - width - MARGIN))}px`;
}

function usePressOutside(inside: RefObject<HTMLElement>[], close?: () => void): void {
  const latest = useRef({ inside, close });
  latest.current = { inside, close };
  useEffect(() => {
    const press = (event: PointerEvent) => {
      const { inside, close } = latest.current;
      if (!inside.some(ref => ref.current?.contains(event.target as Node))) {
        close?.();
      }
    };
    document.addEventListener('pointerdown', press);
    return () => document.removeEventListener('pointerdown', press);
  }, []);
}
