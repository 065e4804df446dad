import { useEffect } from 'react';

import { classes } from '../elements';

interface IconProps {
  /** An emoji, or `:material/name:`. */
  name: string;
  className?: string;
  testId?: string;
}

/** Decoration beside a label that says it in words. */
export function Icon({ name, className, testId }: IconProps) {
  const material = /^:material\/(\w+):$/.exec(name)?.[1];
  useEffect(() => {
    if (material) {
      void import('../style/symbols.css');
    }
  }, [material]);
  return (
    <span
      className={classes('st-icon', material && 'st-symbol', className)}
      data-testid={testId}
      aria-hidden="true"
    >
      {material ?? name}
    </span>
  );
}
