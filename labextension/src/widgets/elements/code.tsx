import './text.css';

import { useRef } from 'react';

import { classes, type ElementProps, heightOf } from '../elements';
import { CopyButton } from '../parts/copy';
import type { Size } from '../wire';

type CodeProps = {
  html: string;
  language?: string;
  line_numbers?: boolean;
  wrap_lines?: boolean;
  height?: Size;
};

export function Code({ node }: ElementProps<CodeProps>) {
  const { html, language = 'text', line_numbers: numbers, wrap_lines: wrap, height } = node.props;
  const ref = useRef<HTMLElement>(null);
  const text = () => ref.current!.textContent!.replace(/\n$/, '');
  return (
    <div
      className={classes('stCode', numbers && 'st-numbered', wrap && 'st-wrap-lines')}
      data-testid="stCode"
    >
      <pre style={{ height: heightOf(height) }}>
        <code ref={ref} className={`language-${language}`} dangerouslySetInnerHTML={{ __html: html }} />
      </pre>
      <CopyButton text={text} testId="stCodeCopyButton" />
    </div>
  );
}
