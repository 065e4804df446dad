// A chunk of its own: few pages have one.
import { useId, useRef, useState } from 'react';
import { HexColorInput, HexColorPicker } from 'react-colorful';

import type { ElementProps } from '../elements';
import { useInput } from '../hooks';
import { Floating } from '../parts/floating';
import type { InputProps } from '../wire';
import { InputFrame } from './frame';
import { useOver } from './over';
import { useThrottled } from './throttle';

export default function ColorPicker({ node }: ElementProps<InputProps>) {
  const [value = '#000000', setValue] = useInput<string>(node);
  const [mixed, setMixed] = useOver<string>(value);
  const [open, setOpen] = useState(false);
  const { push, flush } = useThrottled(setValue);
  const block = useRef<HTMLButtonElement>(null);
  const id = useId();
  const color = mixed ?? value;
  const mix = (next: string) => {
    setMixed(next);
    if (next !== value) {
      push(next);
    }
  };
  const close = () => {
    flush();
    setOpen(false);
  };
  return (
    <InputFrame name="stColorPicker" props={node.props} labelId={id}>
      <button
        ref={block}
        type="button"
        className="stColorPickerBlock"
        data-testid="stColorPickerBlock"
        style={{ background: color }}
        disabled={node.props.disabled}
        aria-labelledby={id}
        aria-describedby={`${id}value`}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      />
      <span id={`${id}value`} hidden>
        {color}
      </span>
      {open && (
        <Floating
          anchor={block}
          className="stColorPickerPopover"
          testId="stColorPickerPopover"
          close={close}
          role="dialog"
          aria-labelledby={id}
          onKeyDown={event => {
            if (event.key === 'Escape' || event.key === 'Enter') {
              close();
              block.current?.focus();
            }
          }}
        >
          <HexColorPicker color={color} onChange={mix} />
          <HexColorInput prefixed color={color} onChange={mix} aria-label="Hexadecimal colour" />
        </Floating>
      )}
    </InputFrame>
  );
}
