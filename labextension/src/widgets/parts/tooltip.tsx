import { type ReactNode, useId, useRef, useState } from 'react';

import { Floating } from './floating';
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
      {open && (
        <Floating
          anchor={target}
          side="above"
          align="center"
          id={id}
          role="tooltip"
          className="stTooltipContent"
          testId="stTooltipContent"
        >
          <Html html={html} />
        </Floating>
      )}
    </span>
  );
}
