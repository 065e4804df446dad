import type { MouseEvent, ReactNode } from 'react';

import { useWay } from '../frame/address';
import { useNode, usePlace } from '../hooks';
import { Tooltip } from '../parts/tooltip';

interface LinkProps {
  /** The path of a page of the app. */
  path: string;
  search?: string;
  className: string;
  testId: string;
  children: ReactNode;
  disabled?: boolean;
  /** Called as one goes there. */
  onGo?: () => void;
}

/** A link to a page of the app. On a published page it has an address: a new tab may open it. */
export function PageAnchor({ path, search, className, testId, children, disabled, onGo }: LinkProps) {
  const { page } = usePlace();
  const { href, go } = useWay(path, search);
  const current = useNode('root')?.props.page === path;
  const follow = (event: MouseEvent) => {
    if (page && (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)) {
      return;
    }
    event.preventDefault();
    if (!disabled) {
      go();
      onGo?.();
    }
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link clicks it
    <a
      className={className}
      data-testid={testId}
      aria-current={current ? 'page' : undefined}
      aria-disabled={disabled || undefined}
      {...(disabled ? { role: 'link' } : { href })}
      // biome-ignore lint/a11y/useValidAnchor: it is a link, which the app follows by itself
      onClick={follow}
    >
      {children}
    </a>
  );
}

interface OutsideProps extends Omit<LinkProps, 'path' | 'search' | 'onGo'> {
  url: string;
}

/** A link to an address outside, in a tab of its own. */
export function OutsideAnchor({ url, className, testId, children, disabled }: OutsideProps) {
  return (
    <a
      className={className}
      data-testid={testId}
      aria-disabled={disabled || undefined}
      {...(disabled ? { role: 'link' } : { href: url })}
      target="_blank"
      rel="noreferrer noopener"
    >
      {children}
    </a>
  );
}

/** Help that shows when one points at a link. */
export function Helped({ html, children }: { html?: string; children: ReactNode }) {
  return html ? <Tooltip html={html}>{children}</Tooltip> : children;
}
