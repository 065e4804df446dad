import './text.css';

import { classes, type ElementProps } from '../elements';
import { Html } from '../parts/html';
import { Tooltip } from '../parts/tooltip';

export type TextFlow = {
  help_html?: string;
  text_alignment?: 'left' | 'center' | 'right' | 'justify';
  nowrap?: boolean;
};

type MarkdownProps = TextFlow & { html: string };

/** Markdown, captions, formulas and lines across: they differ in their type alone. */
export function Markdown({ node }: ElementProps<MarkdownProps>) {
  const { html, help_html: help, text_alignment: textAlign, nowrap } = node.props;
  const text = <Html html={html} />;
  return (
    <div
      className={classes('stMarkdown', nowrap && 'st-nowrap')}
      data-testid="stMarkdown"
      style={{ textAlign }}
    >
      {node.type === 'caption' ? (
        <div className="stCaptionContainer" data-testid="stCaptionContainer">
          {text}
        </div>
      ) : (
        text
      )}
      {help && <Tooltip html={help} />}
    </div>
  );
}
