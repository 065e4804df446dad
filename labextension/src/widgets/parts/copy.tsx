// The button that puts what stands beside it on the clipboard.
import { Icon } from './icon';

/** How long the button says that it has copied, in milliseconds. */
const SAID = 2000;

interface CopyButtonProps {
  /** The text, taken when the button is pressed. */
  text: () => string;
  testId: string;
}

export function CopyButton({ text, testId }: CopyButtonProps) {
  return (
    <button
      type="button"
      className="st-copy"
      data-testid={testId}
      aria-label="Copy to clipboard"
      title="Copy to clipboard"
      onClick={event => copy(event.currentTarget, text())}
    >
      <Icon name=":material/content_copy:" />
    </button>
  );
}

/** Put text on the clipboard, and let the button say so. */
export function copy(button: HTMLElement, text: string): void {
  void toClipboard(text).then(() => {
    button.classList.add('st-copied');
    setTimeout(() => button.classList.remove('st-copied'), SAID);
  });
}

export async function toClipboard(text: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Without https the browser has no clipboard for us: the older way.
  const area = document.body.appendChild(document.createElement('textarea'));
  area.value = text;
  area.select();
  document.execCommand('copy');
  area.remove();
}
