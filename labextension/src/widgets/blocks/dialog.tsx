import { useState } from 'react';

import { Children, type ElementProps } from '../elements';
import { isMine } from '../frame/turn';
import { usePlace, usePress } from '../hooks';
import { Dialog } from '../parts/dialog';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';

type DialogProps = {
  title_html: string;
  /** A name for this opening: dismissed, the dialog stays away until it is opened again. */
  opened: string;
  width?: 'small' | 'medium' | 'large' | number;
  position?: 'left' | 'right';
  dismissible?: boolean;
  icon?: string;
};

/** A dialog of the script. Where the script wants to know that it was dismissed, that is the press of a button. */
export function DialogBlock({ id, node, store }: ElementProps<DialogProps>) {
  const press = usePress(node);
  const [dismissed, setDismissed] = useState('');
  const { title_html: html, opened, width, position, dismissible, icon } = node.props;
  const { root } = usePlace();
  if (dismissed === opened || !isMine(store, root, `${id} ${opened}`, true)) {
    return null;
  }
  const close = () => {
    setDismissed(opened);
    if (node.model) {
      press();
    }
  };
  const title = (
    <>
      {icon && <Icon name={icon} />}
      <Html inline html={html} />
    </>
  );
  return (
    <Dialog
      key={opened}
      title={title}
      testId="stDialog"
      close={close}
      dismissible={dismissible}
      width={width}
      position={position}
    >
      <div className="stVerticalBlock st-block" data-testid="stVerticalBlock">
        <Children id={id} node={node} store={store} />
      </div>
    </Dialog>
  );
}
