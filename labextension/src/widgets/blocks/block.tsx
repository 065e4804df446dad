import { type CSSProperties, type RefObject, useEffect, useRef } from 'react';

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
  autoscroll?: boolean;
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
  const { border, height, horizontal, wrap, autoscroll, key } = node.props;
  const ref = useRef<HTMLDivElement>(null);
  useAutoscroll(ref, typeof height === 'number', autoscroll);
  const name = horizontal ? 'stHorizontalBlock' : 'stVerticalBlock';
  const className = classes(
    name,
    'st-block',
    keyClass(key),
    border && 'st-border',
    typeof height === 'number' && 'st-scroll',
    wrap === false && 'st-one-row'
  );
  return (
    <div ref={ref} className={className} style={blockStyle(node.props)} data-testid={name}>
      <Children id={id} node={node} store={store} />
    </div>
  );
}

/** Follow what is added at the end; unless told, where chat messages are. */
function useAutoscroll(ref: RefObject<HTMLElement>, scrolls: boolean, wanted?: boolean): void {
  useEffect(() => {
    if (!scrolls || wanted === false) {
      return;
    }
    const block = ref.current!;
    const follow = () => {
      if (wanted || block.querySelector('.stChatMessage')) {
        block.scrollTop = block.scrollHeight;
      }
    };
    follow();
    const grown = new MutationObserver(follow);
    grown.observe(block, { childList: true, subtree: true });
    return () => grown.disconnect();
  }, [ref, scrolls, wanted]);
}
