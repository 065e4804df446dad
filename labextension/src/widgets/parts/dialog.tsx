import { type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';

import { classes } from '../elements';
import { usePlace } from '../hooks';
import { Icon } from './icon';

interface DialogProps {
  title: ReactNode;
  testId: string;
  close: () => void;
  children: ReactNode;
  /** False: only what is inside closes it. */
  dismissible?: boolean;
  width?: 'small' | 'medium' | 'large';
}

/**
 * A modal dialog: the browser's own, which keeps the focus inside and gives it back.
 * It begins at the element marked `data-autofocus`, else at the first one.
 */
export function Dialog({ title, testId, close, children, dismissible = true, width = 'small' }: DialogProps) {
  const { root } = usePlace();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current!;
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => dialog.close();
  }, []);
  return createPortal(
    <dialog
      ref={ref}
      className={classes(testId, 'st-dialog', `st-dialog-${width}`)}
      data-testid={testId}
      aria-labelledby={id}
      onCancel={event => {
        event.preventDefault();
        if (dismissible) {
          close();
        }
      }}
      onPointerDown={event => dismissible && event.target === ref.current && close()}
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
        {children}
      </div>
    </dialog>,
    root
  );
}
