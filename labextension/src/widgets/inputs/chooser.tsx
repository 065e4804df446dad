// The ways in which one gives files to an input: the system's dialog, and dropping them.
import { type AriaAttributes, type DragEvent, forwardRef, useState } from 'react';

import { type Chosen, dropped } from './dropped';
import type { Rules } from './uploads';

type Takes = Partial<Rules> & { disabled?: boolean };
type Add = (chosen: Chosen[]) => void;

interface ChooserProps {
  props: Takes;
  testId: string;
  label: AriaAttributes;
  add: Add;
}

/** What opens the system's dialog when it is clicked; it is not to be seen. */
export const Chooser = forwardRef<HTMLInputElement, ChooserProps>(function Chooser(
  { props: { several, directory, types, disabled }, testId, label, add },
  ref
) {
  return (
    <input
      ref={ref}
      type="file"
      hidden
      data-testid={testId}
      multiple={several}
      accept={types?.join(',')}
      disabled={disabled}
      onChange={({ target }) => {
        add([...target.files!].map(file => ({ file, name: file.webkitRelativePath || file.name })));
        target.value = ''; // so that the same file can be chosen again
      }}
      {...label}
      {...(directory ? { webkitdirectory: '' } : {})}
    />
  );
});

/** Whether something is held over the element, and what makes it take what is dropped. */
export function useDrop({ directory, disabled }: Takes, add: Add) {
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent) => {
    if (event.dataTransfer.types.includes('Files')) {
      event.preventDefault();
      setOver(event.type === 'dragover' && !disabled);
    }
  };
  const drop = async (event: DragEvent) => {
    drag(event);
    if (!disabled && event.dataTransfer.files.length > 0) {
      add(await dropped(event.dataTransfer, directory === true));
    }
  };
  return [over, { onDragOver: drag, onDragLeave: drag, onDrop: drop }] as const;
}
