import './text.css';

import type { CSSProperties } from 'react';

import { classes, type ElementProps } from '../elements';

const SIZES: { [name: string]: string } = {
  xxsmall: '0.25rem',
  xsmall: '0.5rem',
  small: '0.75rem',
  medium: '2.5rem',
  large: '4.25rem',
  xlarge: '6rem',
  xxlarge: '8rem',
  stretch: '0'
};

/** Room in the direction of the block that it stands in. */
export function Space({ node }: ElementProps<{ size: string | number }>) {
  const { size } = node.props;
  const room = typeof size === 'number' ? `${size}px` : SIZES[size];
  return (
    <div
      className={classes('stSpace', size === 'stretch' && 'st-space-stretch')}
      data-testid="stSpace"
      style={{ '--st-space': room } as CSSProperties}
    />
  );
}
