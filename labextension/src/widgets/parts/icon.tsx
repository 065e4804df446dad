import { useEffect } from 'react';

import { classes } from '../elements';

interface IconProps {
  /** An emoji, `:material/name:`, or `spinner`. */
  name: string;
  className?: string;
  testId?: string;
}

/** Decoration beside a label that says it in words. */
export function Icon({ name, className, testId }: IconProps) {
  const material = /^:material\/(\w+):$/.exec(name)?.[1];
  const spinner = name === 'spinner';
  useEffect(() => {
    if (material) {
      void import('../style/symbols.css');
    }
  }, [material]);
  return (
    <span
      className={classes('st-icon', material && 'st-symbol', spinner && 'st-spin', className)}
      data-testid={testId}
      aria-hidden="true"
    >
      {spinner ? '' : (material ?? name)}
    </span>
  );
}
