import type { CSSProperties } from 'react';

import { Children, classes, type ElementProps, heightOf, keyClass } from '../elements';
import type { Size } from '../wire';

const GAPS: { [name: string]: string } = {
  xxsmall: '0.25rem',
  xsmall: '0.5rem',
  small: '1rem',
  medium: '2rem',
  large: '4rem',
  xlarge: '6rem',
  xxlarge: '8rem'
};
const ALIGN: { [name: string]: string } = {
  left: 'flex-start',
  top: 'flex-start',
  center: 'center',
  right: 'flex-end',
  bottom: 'flex-end',
  distribute: 'space-between'
};

export type BlockProps = {
  border?: boolean;
  height?: Size;
  horizontal?: boolean;
  wrap?: boolean;
  horizontal_alignment?: string;
  vertical_alignment?: string;
  gap?: string | number;
  key?: string;
};

/** `"small"` and its like, pixels, or nothing at all. */
export function gapOf(gap: string | number | undefined, fallback = 'small'): string {
  return typeof gap === 'number' ? `${gap}px` : gap === 'none' ? '0' : GAPS[gap ?? fallback]!;
}

export function blockStyle(props: BlockProps): CSSProperties {
  const { horizontal, horizontal_alignment: across, vertical_alignment: down } = props;
  const [main, cross] = horizontal ? [across, down] : [down, across];
  return {
    gap: gapOf(props.gap),
    height: heightOf(props.height),
    justifyContent: main && ALIGN[main],
    alignItems: cross && ALIGN[cross],
    flexWrap: horizontal && props.wrap !== false ? 'wrap' : undefined
  };
}

/** A container: its children below or, with `horizontal`, beside each other. */
export function Block({ id, node, store }: ElementProps<BlockProps>) {
  const { border, height, horizontal, key } = node.props;
  const name = horizontal ? 'stHorizontalBlock' : 'stVerticalBlock';
  const className = classes(
    name,
    'st-block',
    keyClass(key),
    border && 'st-border',
    typeof height === 'number' && 'st-scroll'
  );
  return (
    <div className={className} style={blockStyle(node.props)} data-testid={name}>
      <Children id={id} node={node} store={store} />
    </div>
  );
}
