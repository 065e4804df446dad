import { useId, useMemo, useState } from 'react';

import { classes, type ElementProps } from '../elements';
import { useInput } from '../hooks';
import { Icon } from '../parts/icon';
import type { InputProps } from '../wire';
import { Combobox, type Item } from './combobox';
import { type FilterMode, filterOptions } from './filter';
import { ClearButton, InputFrame } from './frame';

type MultiselectProps = InputProps & {
  options: string[];
  names?: string[];
  placeholder?: string;
  filter?: FilterMode;
  new?: boolean;
  most?: number;
  select_all: boolean | number;
  wrap?: boolean;
};

const ALL = 'all:';
const NEW = 'new:';

export default function Multiselect({ node }: ElementProps<MultiselectProps>) {
  const [chosen = [], setChosen] = useInput<string[]>(node);
  const [typed, setTyped] = useState('');
  const id = useId();
  const { props } = node;
  const { options, names = options, disabled, most, wrap } = props;
  const fresh = props.new === true;
  const full = most !== undefined && chosen.length >= most;
  const rest = useMemo(() => fitting(props, names, chosen, typed), [props, names, chosen, typed]);
  const items = full ? [] : withExtras(rest, props, typed, chosen);
  const words = (name: string) => options[names.indexOf(name)] ?? name;
  const add = (more: string[]) => {
    setTyped('');
    setChosen([...chosen, ...more.slice(0, most === undefined ? undefined : most - chosen.length)]);
  };
  const pick = (item: Item) => {
    if (item.id === ALL) {
      add(rest.map(({ id }) => id));
    } else {
      add([item.id === NEW ? typed.trim() : item.id]);
    }
  };
  const remove = (name: string) => setChosen(chosen.filter(other => other !== name));
  const key = (event: React.KeyboardEvent) => {
    if (event.key === 'Backspace' && typed === '' && chosen.length > 0) {
      remove(chosen[chosen.length - 1]!);
      return true;
    }
    return false;
  };
  const nowhere = options.length === 0 && !fresh;
  return (
    <InputFrame name="stMultiSelect" props={props} htmlFor={id}>
      <Combobox
        id={id}
        className={classes('st-chips', wrap === false && 'st-one-row')}
        items={items}
        text={typed}
        write={setTyped}
        pick={pick}
        leave={() => setTyped('')}
        onKey={key}
        several
        fixed={props.filter === undefined}
        disabled={disabled || nowhere}
        placeholder={chosen.length > 0 ? '' : (props.placeholder ?? invitation(options.length > 0, fresh))}
        before={chosen.map(name => (
          <span
            key={name}
            className="st-chip"
            data-baseweb="tag"
            data-testid="stMultiSelectTag"
            title={words(name)}
          >
            <span>{words(name)}</span>
            {!disabled && (
              <button
                type="button"
                aria-label={`Remove ${words(name)}`}
                tabIndex={-1}
                onPointerDown={event => event.preventDefault()}
                onClick={() => remove(name)}
              >
                <Icon name=":material/close:" />
              </button>
            )}
          </span>
        ))}
        after={
          chosen.length > 0 && !disabled && <ClearButton label="Clear all" clear={() => setChosen([])} />
        }
        nothing={
          full
            ? `You can choose up to ${most} ${most === 1 ? 'option' : 'options'}. Remove one first.`
            : 'No results'
        }
        dropdownTestId="stMultiSelectDropdown"
      />
    </InputFrame>
  );
}

function fitting(
  { options, filter }: MultiselectProps,
  names: string[],
  chosen: string[],
  typed: string
): Item[] {
  const taken = new Set(chosen);
  return filterOptions(options, typed, filter)
    .filter(place => !taken.has(names[place]!))
    .map(place => ({ id: names[place]!, text: options[place]! }));
}

/** Before the options: all of them; behind them: what one may add. */
function withExtras(rest: Item[], props: MultiselectProps, typed: string, chosen: string[]): Item[] {
  const text = typed.trim();
  const limit = props.select_all === true ? Number.POSITIVE_INFINITY : Number(props.select_all);
  const all =
    rest.length >= 2 && rest.length <= limit
      ? [{ id: ALL, text: text ? `Select ${rest.length} matches` : 'Select all' }]
      : [];
  const known = [...props.options, ...chosen].some(option => option.toLowerCase() === text.toLowerCase());
  const add = props.new && text && !known ? [{ id: NEW, text: `Add: ${text}` }] : [];
  return [...all, ...rest, ...add];
}

function invitation(some: boolean, fresh: boolean): string {
  if (!some) {
    return fresh ? 'Add options' : 'No options to select';
  }
  return fresh ? 'Choose or add options' : 'Choose options';
}
