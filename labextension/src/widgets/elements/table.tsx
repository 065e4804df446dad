import '../style/data.css';
import { classes, type ElementProps } from '../elements';
import { Html } from '../parts/html';
import type { Size } from '../wire';

type TableProps = {
  /** The inside of the `<table>`: made, and made safe, by the kernel. */
  html: string;
  border: 'all' | 'horizontal' | 'none';
  width?: Size;
  height?: Size;
  alt?: string;
};

/** A table as it is, all of it. */
export function Table({ node }: ElementProps<TableProps>) {
  const { html, border, width, height, alt } = node.props;
  const fixed = typeof height === 'number';
  return (
    <section
      className={classes('stTable', `st-border-${border}`, width === 'content' && 'st-narrow')}
      data-testid="stTable"
      aria-label={alt}
      style={fixed ? { maxHeight: height } : height === 'stretch' ? { height: '100%' } : undefined}
    >
      <Html html={`<table data-testid="stTableStyledTable">${html}</table>`} />
    </section>
  );
}
