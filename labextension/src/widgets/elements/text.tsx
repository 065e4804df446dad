import type { ElementProps } from '../elements';
import { Tooltip } from '../parts/tooltip';

type TextProps = {
  body: string;
  help_html?: string;
  text_alignment?: 'left' | 'center' | 'right' | 'justify';
};

/** Text as it is: no markup, lines kept. */
export function Text({ node }: ElementProps<TextProps>) {
  const { body, help_html: help, text_alignment: textAlign } = node.props;
  return (
    <div className="stText" data-testid="stText" style={{ textAlign }}>
      <span>{body}</span>
      {help && <Tooltip html={help} />}
    </div>
  );
}
