// KaTeX with its fonts: a chunk of its own, loaded by the first formula.
import 'katex/dist/katex.min.css';

import katex from 'katex';

/** Draw the LaTeX source that the element holds; what is wrong in it shows in red, in place. */
export function typeset(element: HTMLElement): void {
  const displayMode = element.classList.contains('block');
  katex.render(element.textContent ?? '', element, { displayMode, throwOnError: false });
}
