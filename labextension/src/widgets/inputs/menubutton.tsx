import './buttongroup.css';

import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

import { classes, type ElementProps } from '../elements';
import { useHandOver } from '../hooks';
import { Floating } from '../parts/floating';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';
import { Tooltip } from '../parts/tooltip';
import type { InputProps } from '../wire';
import { moveFocus } from './buttongroup';

type MenuProps = InputProps & {
  options: string[];
  options_html: string[];
  kind?: 'primary' | 'secondary' | 'tertiary';
  icon?: string;
  wrap?: boolean;
};

/** A button that opens a list of things to do. */
export function MenuButton({ node }: ElementProps<MenuProps>) {
  const handOver = useHandOver<string>(node);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { label_html: html = '', help_html: help, kind = 'secondary', icon, wrap, disabled } = node.props;
  const close = () => {
    setOpen(false);
    button.current!.focus();
  };
  const openByArrow = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      setOpen(true);
    }
  };
  const face = (
    <button
      ref={button}
      type="button"
      className={classes('st-button', `st-${kind}`, wrap === false && 'st-cut')}
      data-testid="stMenuButtonButton"
      disabled={disabled}
      aria-haspopup="menu"
      aria-expanded={open}
      onClick={() => setOpen(!open)}
      onKeyDown={openByArrow}
    >
      {icon && <Icon name={icon} />}
      <Html inline html={html} />
      <Icon name=":material/expand_more:" />
    </button>
  );
  return (
    <div className="stMenuButton st-pressable" data-testid="stMenuButton">
      {help ? <Tooltip html={help}>{face}</Tooltip> : face}
      {open && !disabled && (
        <Menu
          props={node.props}
          anchor={button}
          close={close}
          leave={() => setOpen(false)}
          choose={name => {
            close();
            handOver(name);
          }}
        />
      )}
    </div>
  );
}

interface MenuListProps {
  props: MenuProps;
  anchor: React.RefObject<HTMLElement>;
  close: () => void;
  leave: () => void;
  choose: (name: string) => void;
}

function Menu({ props, anchor, close, leave, choose }: MenuListProps) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current!.focus(), []);
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else {
      moveFocus(event, event.currentTarget);
    }
  };
  return (
    <Floating
      anchor={anchor}
      matchWidth
      className="stMenuButtonBody"
      testId="stMenuButtonBody"
      role="menu"
      close={leave}
      onKeyDown={press}
    >
      {props.options.map((name, index) => (
        <button
          key={name}
          ref={index === 0 ? first : undefined}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => choose(name)}
        >
          <Html inline html={props.options_html[index]!} />
        </button>
      ))}
    </Floating>
  );
}
