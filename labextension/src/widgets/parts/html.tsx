// HTML that the kernel made and sanitised.
import { memo, useEffect, useRef } from 'react';

import { classes } from '../elements';
import { copy } from './copy';

interface HtmlProps {
  html: string;
  /** A run of text in a label, not paragraphs. */
  inline?: boolean;
  className?: string;
}

/** Formulas stand as LaTeX source in `.math` elements; the typesetter loads when there is one. */
export const Html = memo(function Html({ html, inline, className }: HtmlProps) {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    const formulas = ref.current!.querySelectorAll<HTMLElement>('.math');
    if (formulas.length > 0) {
      void import('./math').then(({ typeset }) => formulas.forEach(typeset));
    }
    if (html.includes('st-symbol')) {
      void import('../style/symbols.css');
    }
  }, [html]);
  const Tag = inline ? 'span' : 'div';
  return (
    <Tag
      ref={ref as never}
      className={classes('stMarkdownContainer', inline && 'st-inline', className)}
      data-testid="stMarkdownContainer"
      onClick={followAnchor}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
});

/** Links to a place of this page go there and nowhere else; the button of a code block copies it. */
export function followAnchor(event: Pick<Event, 'target' | 'preventDefault'>): void {
  const target = event.target as HTMLElement;
  const anchor = target.closest('a[href^="#"]')?.getAttribute('href')?.slice(1);
  const button = target.closest<HTMLElement>('.st-copy');
  if (anchor) {
    event.preventDefault();
    const place = target.closest('.stApp')?.querySelector(`#${CSS.escape(decodeURIComponent(anchor))}`);
    place?.scrollIntoView({ behavior: 'smooth' });
    if ('streamkitPage' in document.body.dataset) {
      window.history.replaceState(window.history.state, '', `#${anchor}`);
    }
  } else if (button) {
    copy(button, button.parentElement!.querySelector('code')?.textContent ?? '');
  }
}
