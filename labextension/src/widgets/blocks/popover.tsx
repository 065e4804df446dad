import './popover.css';

import { type KeyboardEvent, useRef, useState } from 'react';

import { Children, classes, type ElementProps, keyClass } from '../elements';
import { useInput } from '../hooks';
import { Floating } from '../parts/floating';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';
import { Tooltip } from '../parts/tooltip';

type PopoverProps = {
  label_html: string;
  kind: 'primary' | 'secondary' | 'tertiary';
  help_html?: string;
  icon?: string;
  disabled?: boolean;
  wrap?: boolean;
  key?: string;
};

export function Popover({ id, node, store }: ElementProps<PopoverProps>) {
  const { label_html: html, kind, help_html: help, icon, disabled, wrap, key } = node.props;
  const [tracked, setTracked] = useInput<boolean>(node);
  const [own, setOwn] = useState(false);
  const open = tracked ?? own;
  const setOpen = tracked === undefined ? setOwn : setTracked;
  const anchor = useRef<HTMLButtonElement>(null);
  const inside = useRef(false);
  // Lists and calendars of inputs in here float elsewhere in the page, but React brings their events here.
  const pressInside = () => {
    inside.current = true;
    setTimeout(() => {
      inside.current = false;
    });
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.stopPropagation();
      setOpen(false);
      anchor.current!.focus();
    }
  };
  const button = (
    <button
      ref={anchor}
      type="button"
      className={classes('st-button', `st-${kind}`, wrap === false && 'st-nowrap')}
      data-testid="stPopoverButton"
      disabled={disabled}
      aria-haspopup="dialog"
      aria-expanded={open}
      onClick={() => setOpen(!open)}
    >
      {icon && <Icon name={icon} />}
      <Html inline html={html} />
      <Icon name=":material/expand_more:" />
    </button>
  );
  return (
    <div className={classes('stPopover', keyClass(key))} data-testid="stPopover">
      {help ? <Tooltip html={help}>{button}</Tooltip> : button}
      {open && (
        <Floating
          anchor={anchor}
          matchWidth
          className="stPopoverBody"
          testId="stPopoverBody"
          role="dialog"
          close={() => !inside.current && setOpen(false)}
          onPointerDown={pressInside}
          onKeyDown={leave}
        >
          <div className="stVerticalBlock st-block" data-testid="stVerticalBlock">
            <Children id={id} node={node} store={store} />
          </div>
        </Floating>
      )}
    </div>
  );
}
