import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

import { usePlace } from '../hooks';
import { Html } from './html';
import { Icon } from './icon';

interface TooltipProps {
  html: string;
  /** What one hovers; a question mark where there is nothing else. */
  children?: ReactNode;
}

/** Help that shows on hover and on focus. */
export function Tooltip({ html, children }: TooltipProps) {
  const id = useId();
  const target = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const show = () => setOpen(true);
  const hide = () => setOpen(false);
  const describe = { 'aria-describedby': open ? id : undefined };
  return (
    <span
      ref={target}
      className="stTooltipHoverTarget"
      data-testid="stTooltipHoverTarget"
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocus={show}
      onBlur={hide}
      onKeyDown={event => event.key === 'Escape' && hide()}
      {...describe}
    >
      {children ?? (
        <button
          type="button"
          className="stTooltipIcon"
          data-testid="stTooltipIcon"
          aria-label="Help"
          {...describe}
        >
          <Icon name=":material/help:" />
        </button>
      )}
      {open && <Bubble id={id} target={target.current!} html={html} />}
    </span>
  );
}

const MARGIN = 8;

/** Above its target, or below where there is no room; always inside the window. */
function Bubble({ id, target, html }: { id: string; target: HTMLElement; html: string }) {
  const { root } = usePlace();
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const bubble = ref.current!;
    const at = target.getBoundingClientRect();
    const { width, height } = bubble.getBoundingClientRect();
    const left = at.left + at.width / 2 - width / 2;
    const above = at.top - height - MARGIN;
    bubble.style.left = `${Math.max(MARGIN, Math.min(left, window.innerWidth - width - MARGIN))}px`;
    bubble.style.top = `${above > MARGIN ? above : at.bottom + MARGIN}px`;
  });
  return createPortal(
    <div ref={ref} id={id} role="tooltip" className="stTooltipContent" data-testid="stTooltipContent">
      <Html html={html} />
    </div>,
    root
  );
}
