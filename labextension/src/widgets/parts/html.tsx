// HTML that the kernel made and sanitised.
import { memo, useEffect, useRef } from 'react';

import { classes } from '../elements';

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
  }, [html]);
  const Tag = inline ? 'span' : 'div';
  return (
    <Tag
      ref={ref as never}
      className={classes('stMarkdownContainer', inline && 'st-inline', className)}
      data-testid="stMarkdownContainer"
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
});
