import { Children, classes, type ElementProps, keyClass } from '../elements';
import { type BlockProps, gapOf } from './block';

type ColumnsProps = { gap?: string | number; wrap?: boolean; key?: string };
type ColumnProps = { weight?: number; border?: boolean; vertical_alignment?: string; key?: string };

export function Columns({ id, node, store }: ElementProps<ColumnsProps>) {
  return (
    <div
      className={classes(
        'stHorizontalBlock',
        'st-columns',
        node.props.wrap === false && 'st-one-row',
        keyClass(node.props.key)
      )}
      style={{ gap: gapOf(node.props.gap) }}
      data-testid="stHorizontalBlock"
    >
      <Children id={id} node={node} store={store} />
    </div>
  );
}

const ALIGN: { [name: string]: string } = { top: 'flex-start', center: 'center', bottom: 'flex-end' };

export function Column({ id, node, store }: ElementProps<ColumnProps & BlockProps>) {
  const { weight = 1, border, vertical_alignment: down, gap, key } = node.props;
  const justifyContent = ALIGN[down ?? 'top'];
  return (
    <div className="stColumn" data-testid="stColumn" style={{ flex: `${weight} ${weight} 0` }}>
      <div
        className={classes('stVerticalBlock', 'st-block', border && 'st-border', keyClass(key))}
        style={{ gap: gapOf(gap), justifyContent }}
        data-testid="stVerticalBlock"
      >
        <Children id={id} node={node} store={store} />
      </div>
    </div>
  );
}
