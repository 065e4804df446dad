import { Children, type ElementProps } from '../elements';

/** A place for one element; without one it is there for those who look for it, but takes no room. */
export function Empty({ id, node, store }: ElementProps) {
  if (node.children?.length) {
    return <Children id={id} node={node} store={store} />;
  }
  return <div className="stEmpty" data-testid="stEmpty" hidden />;
}
