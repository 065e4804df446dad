import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';

import { classes } from '../elements';
import { PlaceContext, usePlace } from '../hooks';
import { Icon } from './icon';

interface DialogProps {
  title: ReactNode;
  testId: string;
  close: () => void;
  children: ReactNode;
  /** False: only what is inside closes it. */
  dismissible?: boolean;
  /** A name, or pixels. */
  width?: 'small' | 'medium' | 'large' | number;
  /** A drawer at that side of the window. */
  position?: 'left' | 'right';
}

/**
 * A modal dialog: the browser's own, which keeps the focus inside and gives it back.
 * It begins at the element marked `data-autofocus`, else at the first one.
 */
export function Dialog(props: DialogProps) {
  const { title, testId, close, children, dismissible = true, width = 'small', position } = props;
  const place = usePlace();
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null);
  const id = useId();
  // What floats (lists, help) has to float inside: the rest of the page is out of reach.
  const inside = useMemo(() => ({ ...place, root: dialog ?? place.root }), [place, dialog]);
  useLayoutEffect(() => {
    if (dialog) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    }
    return () => dialog?.close();
  }, [dialog]);
  // The browser itself would close any dialog at the second Escape.
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      if (dismissible) {
        close();
      }
    }
  };
  const fixed = typeof width === 'number';
  return createPortal(
    <dialog
      ref={setDialog}
      className={classes(
        testId,
        'st-dialog',
        !fixed && `st-dialog-${width}`,
        position && `st-dialog-drawer st-dialog-${position}`
      )}
      style={fixed ? { width: `min(${Math.max(width, 200)}px, calc(100vw - 2rem))` } : undefined}
      data-testid={testId}
      aria-labelledby={id}
      onKeyDown={leave}
      onCancel={event => event.preventDefault()}
      onPointerDown={event => dismissible && event.target === dialog && close()}
    >
      <div className="st-dialog-body">
        <div className="st-dialog-title">
          <h2 id={id}>{title}</h2>
          {dismissible && (
            <button type="button" className="st-icon-button" aria-label="Close" onClick={close}>
              <Icon name=":material/close:" />
            </button>
          )}
        </div>
        <PlaceContext.Provider value={inside}>{children}</PlaceContext.Provider>
      </div>
    </dialog>,
    place.root
  );
}
