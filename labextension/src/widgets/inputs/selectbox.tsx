import { useId, useMemo } from 'react';

import type { ElementProps } from '../elements';
import { useInput } from '../hooks';
import { Icon } from '../parts/icon';
import type { InputProps } from '../wire';
import { Combobox, type Item } from './combobox';
import { type FilterMode, filterOptions } from './filter';
import { ClearButton, InputFrame } from './frame';
import { useOver } from './over';

type SelectboxProps = InputProps & {
  options: string[];
  names?: string[];
  placeholder?: string;
  icon?: string;
  filter?: FilterMode;
  new?: boolean;
  clearable?: boolean;
};

const NEW = 'new:';

export default function Selectbox({ node }: ElementProps<SelectboxProps>) {
  const [value = null, setValue] = useInput<string | null>(node);
  const [typed, setTyped] = useOver<string>(value);
  const id = useId();
  const { props } = node;
  const { options, names = options, filter, icon, clearable, disabled } = props;
  const fresh = props.new === true;
  const items = useMemo(
    () => fitting(options, names, typed ?? '', filter, fresh, value),
    [options, names, typed, filter, fresh, value]
  );
  const words = value === null ? '' : (options[names.indexOf(value)] ?? value);
  const pick = (item: Item) => {
    const next = item.id === NEW ? item.text.slice(ADD.length) : item.id;
    setTyped(null);
    if (next !== value) {
      setValue(next);
    }
  };
  const nowhere = options.length === 0 && !fresh;
  return (
    <InputFrame name="stSelectbox" props={props} htmlFor={id}>
      <Combobox
        id={id}
        items={items}
        text={typed ?? words}
        write={setTyped}
        pick={pick}
        leave={() => setTyped(null)}
        disabled={disabled || nowhere}
        fixed={filter === undefined}
        required={props.required}
        placeholder={props.placeholder ?? invitation(options.length > 0, fresh)}
        before={icon && <Icon name={icon} />}
        after={
          clearable &&
          value !== null &&
          !disabled && <ClearButton label="Clear value" clear={() => setValue(null)} />
        }
        nothing="No results"
        dropdownTestId="stSelectboxVirtualDropdown"
        line={{ onFocus: (event: React.FocusEvent<HTMLInputElement>) => event.currentTarget.select() }}
      />
    </InputFrame>
  );
}

export const ADD = 'Add: ';

/** The options that fit, and what one may add. */
export function fitting(
  options: string[],
  names: string[],
  typed: string,
  filter: FilterMode | undefined,
  fresh: boolean,
  value: string | null
): Item[] {
  const fit = filterOptions(options, typed, filter).map(place => ({
    id: names[place]!,
    text: options[place]!,
    chosen: names[place] === value
  }));
  const text = typed.trim();
  const known = options.some(option => option.toLowerCase() === text.toLowerCase());
  return fresh && text && !known ? [...fit, { id: NEW, text: ADD + text }] : fit;
}

function invitation(some: boolean, fresh: boolean): string {
  if (!some) {
    return fresh ? 'Add an option' : 'No options to select';
  }
  return fresh ? 'Choose or add an option' : 'Choose an option';
}
