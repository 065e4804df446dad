// The arrow keys lead from button to button, as people know it of toolbars and tabs.
import type { KeyboardEvent } from 'react';

const STEPS: { [key: string]: number } = { ArrowLeft: -1, ArrowRight: 1 };

export function moveFocus({ key, currentTarget }: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[key];
  const buttons = [...currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  if (step !== undefined && at >= 0) {
    buttons.at((at + step) % buttons.length)?.focus();
  }
}
