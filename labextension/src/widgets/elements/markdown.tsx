import type { ElementProps } from '../elements';
import { Html } from '../parts/html';
import { Tooltip } from '../parts/tooltip';

type MarkdownProps = {
  html: string;
  help_html?: string;
  text_alignment?: 'left' | 'center' | 'right' | 'justify';
};

export function Markdown({ node }: ElementProps<MarkdownProps>) {
  const { html, help_html: help, text_alignment: textAlign } = node.props;
  return (
    <div className="stMarkdown" data-testid="stMarkdown" style={{ textAlign }}>
      <Html html={html} />
      {help && <Tooltip html={help} />}
    </div>
  );
}
