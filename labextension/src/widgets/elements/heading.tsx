import './text.css';

import { classes, type ElementProps } from '../elements';
import { followAnchor, Html } from '../parts/html';
import { Icon } from '../parts/icon';
import { Tooltip } from '../parts/tooltip';
import type { TextFlow } from './markdown';

type HeadingProps = TextFlow & {
  level: 1 | 2 | 3;
  html: string;
  /** What stood below the first line. */
  rest_html?: string;
  anchor?: string;
  divider?: string;
  icon?: string;
};

export function Heading({ node }: ElementProps<HeadingProps>) {
  const { level, html, rest_html: rest, anchor, divider, icon, nowrap } = node.props;
  const { help_html: help, text_alignment: textAlign } = node.props;
  const Tag = `h${level}` as const;
  return (
    <div
      className={classes('stHeading', nowrap && 'st-nowrap')}
      data-testid="stHeading"
      style={{ textAlign }}
    >
      <Tag id={anchor} tabIndex={-1}>
        {icon && <Icon name={icon} testId="stHeadingIcon" />}
        <Html inline html={html} />
        {(anchor || help) && (
          <span className="stHeaderActionElements" data-testid="stHeaderActionElements">
            {help && <Tooltip html={help} />}
            {anchor && <Anchor name={anchor} />}
          </span>
        )}
      </Tag>
      {divider && (
        <hr className={`st-heading-divider st-divider-${divider}`} data-testid="stHeadingDivider" />
      )}
      {rest && <Html html={rest} />}
    </div>
  );
}

function Anchor({ name }: { name: string }) {
  return (
    <a href={`#${name}`} aria-label="Link to heading" onClick={followAnchor}>
      <Icon name=":material/link:" />
    </a>
  );
}
