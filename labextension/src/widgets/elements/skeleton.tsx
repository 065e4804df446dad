import './status.css';

import { type ElementProps, heightOf } from '../elements';
import type { Size } from '../wire';

export function Skeleton({ node }: ElementProps<{ height?: Size }>) {
  const height = heightOf(node.props.height);
  return <div className="stSkeleton" data-testid="stSkeleton" aria-busy="true" style={{ height }} />;
}
