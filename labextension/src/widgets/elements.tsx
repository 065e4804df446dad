// What draws which type of node, and the frame that stands around every element.
import { Component, type ComponentType, type CSSProperties, memo, type ReactNode, Suspense } from 'react';

import { useFreshCount, useNode } from './hooks';
import type { Store } from './store';
import type { Node, Props, Size } from './wire';

export interface ElementProps<P = Props> {
  id: string;
  node: Node<P>;
  store: Store;
}

/**
 * What stands around an element:
 * `element` for what the reader sees as one thing, `layout` for blocks, `none` for what brings its own
 * frame (a column) or takes no place on the page (a toast).
 */
export type Frame = 'element' | 'layout' | 'none';

interface Entry {
  component: ComponentType<ElementProps>;
  frame: Frame;
}

const entries = new Map<string, Entry>();

/** Say what draws the nodes of a type. Heavy components come as `lazy(() => import(...))`. */
export function register<P>(
  type: string,
  component: ComponentType<ElementProps<P>>,
  frame: Frame = 'element'
) {
  entries.set(type, { component: component as ComponentType<ElementProps>, frame });
}

/** The class by which people style an element of theirs. */
export function keyClass(key: unknown): string {
  return typeof key === 'string' ? `st-key-${key.trim().replace(/[^a-zA-Z0-9_-]/g, '-')}` : '';
}

/** Class names, without the absent ones. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

/** The part of an element's frame that its `width` decides. */
export function widthOf(width: unknown): { className: string; style?: CSSProperties } {
  if (typeof width === 'number') {
    return { className: 'st-width-fixed', style: { width } };
  }
  return { className: `st-width-${width === 'content' || width === 'auto' ? width : 'stretch'}` };
}

/** CSS for a `height` prop of pixels or `"stretch"`. */
export function heightOf(height: unknown): CSSProperties['height'] {
  return typeof height === 'number' ? height : (height as Size) === 'stretch' ? '100%' : undefined;
}

const TEST_IDS = { element: 'stElementContainer', layout: 'stLayoutWrapper' } as const;

interface ElementSlot {
  id: string;
  store: Store;
  /** Left from the last run, while this one has not come to it. */
  stale?: boolean;
}

/** The element of that id. Only what changed is drawn again. */
export const Element = memo(function Element({ id, store, stale = false }: ElementSlot) {
  const node = useNode(id);
  if (!node) {
    return null;
  }
  const { component: Drawn, frame } = entries.get(node.type) ?? { component: Unknown, frame: 'element' };
  const drawn = (
    <Fence key={node.type} type={node.type}>
      <Suspense fallback={<div className="st-loading" aria-busy="true" />}>
        <Drawn id={id} node={node} store={store} />
      </Suspense>
    </Fence>
  );
  if (frame === 'none') {
    return drawn;
  }
  const { className, style } = widthOf(node.props.width);
  const key = frame === 'element' && keyClass(node.props.key);
  return (
    <div
      className={classes(
        TEST_IDS[frame],
        className,
        key,
        stale && 'st-stale',
        node.props.height === 'stretch' && 'st-height-stretch'
      )}
      style={style}
      data-testid={TEST_IDS[frame]}
      data-node={id}
      data-stale={stale}
    >
      {drawn}
    </div>
  );
});

/** The children of a block, in their order. */
export function Children({ id, node, store }: Pick<ElementProps<unknown>, 'id' | 'node' | 'store'>) {
  const fresh = useFreshCount(id);
  return node.children?.map((child, index) => (
    <Element key={child} id={child} store={store} stale={index >= fresh} />
  ));
}

function Unknown({ node }: ElementProps) {
  return (
    <div className="st-unknown" role="note">
      Unknown element “{node.type}”: reload the page to get the front end that belongs to this kernel.
    </div>
  );
}

/** Keeps a component that fails from taking the page with it. */
class Fence extends Component<{ type: string; children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) {
      return this.props.children;
    }
    return (
      <div className="st-unknown" role="alert">
        The element “{this.props.type}” could not be drawn: {error.message}
      </div>
    );
  }
}
