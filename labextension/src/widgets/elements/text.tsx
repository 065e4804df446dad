import './text.css';

import { classes, type ElementProps } from '../elements';
import { Tooltip } from '../parts/tooltip';
import type { TextFlow } from './markdown';

type TextProps = TextFlow & { body: string };

/** Text as it is: no markup, lines kept. */
export function Text({ node }: ElementProps<TextProps>) {
  const { body, help_html: help, text_alignment: textAlign, nowrap } = node.props;
  return (
    <div
      className={classes('stText', nowrap && 'st-nowrap')}
      data-testid="stText"
      title={nowrap ? body : undefined}
      style={{ textAlign }}
    >
      <span>{body}</span>
      {help && <Tooltip html={help} />}
    </div>
  );
}
