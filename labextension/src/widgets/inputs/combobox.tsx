// A line in which one types, and the list of what fits; the base of all inputs that drop down.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCombobox } from 'downshift';
import { type ReactNode, useEffect, useRef } from 'react';

import { classes } from '../elements';
import { Floating } from '../parts/floating';
import { Icon } from '../parts/icon';

export interface Item {
  /** Tells it from the others. */
  id: string;
  text: string;
  chosen?: boolean;
}

interface ComboboxProps {
  id: string;
  items: Item[];
  /** What stands in the line. */
  text: string;
  write: (text: string) => void;
  pick: (item: Item) => void;
  /** The line is left: what was typed and not picked goes. */
  leave: () => void;
  /** Escape, where it means something else than leaving. */
  drop?: () => void;
  /** The list opens: all of it is shown. */
  opened?: () => void;
  disabled?: boolean;
  /** One can only pick. */
  fixed?: boolean;
  /** The list stays open after a choice. */
  several?: boolean;
  placeholder?: string;
  required?: boolean;
  invalid?: boolean;
  /** Before the line: an icon, what is chosen. */
  before?: ReactNode;
  /** After the line: a button that clears. */
  after?: ReactNode;
  /** Shown where nothing fits. */
  nothing: string;
  /** Keys that the list has no use for; true: it has been dealt with. */
  onKey?: (event: React.KeyboardEvent) => boolean;
  line?: Record<string, unknown>;
  dropdownTestId: string;
  className?: string;
}

const ROW = 36;

export function Combobox(props: ComboboxProps) {
  const { items, text, disabled, fixed, several, before, after, className } = props;
  const anchor = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const chosen = items.findIndex(item => item.chosen);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => rows.current,
    estimateSize: () => ROW,
    overscan: 6,
    initialRect: { width: 200, height: 8 * ROW }
  });
  const box = useCombobox<Item>({
    items,
    inputId: props.id,
    inputValue: text,
    selectedItem: null,
    itemToString: item => item?.text ?? '',
    itemToKey: item => item?.id,
    defaultHighlightedIndex: 0,
    onHighlightedIndexChange: ({ highlightedIndex, type }) => {
      if (highlightedIndex >= 0 && type !== useCombobox.stateChangeTypes.ItemMouseMove) {
        virtual.scrollToIndex(highlightedIndex);
      }
    },
    scrollIntoView: () => {},
    // What is chosen is not the library's: it would report a choice again and again until it is taken over.
    stateReducer: (state, { type, changes }) => {
      const { InputKeyDownEnter, ItemClick } = useCombobox.stateChangeTypes;
      const stays = several && (type === InputKeyDownEnter || type === ItemClick);
      const open = { isOpen: true, highlightedIndex: Math.max(0, state.highlightedIndex) };
      return { ...changes, selectedItem: null, ...(stays ? open : {}) };
    },
    onIsOpenChange: ({ isOpen }) => isOpen && props.opened?.()
  });
  const { isOpen, highlightedIndex } = box;
  useEffect(() => {
    if (isOpen && chosen > 0) {
      box.setHighlightedIndex(chosen);
      virtual.scrollToIndex(chosen, { align: 'center' });
    }
  }, [isOpen]);
  const input = box.getInputProps({
    disabled,
    readOnly: fixed,
    placeholder: props.placeholder,
    autoComplete: 'off',
    'aria-required': props.required,
    'aria-invalid': props.invalid,
    onChange: event => props.write(event.currentTarget.value),
    onKeyDown: event => {
      const item = items[highlightedIndex];
      if (props.onKey?.(event)) {
        (event.nativeEvent as { preventDownshiftDefault?: boolean }).preventDownshiftDefault = true;
      } else if (event.key === 'Escape') {
        (props.drop ?? props.leave)();
      } else if (event.key === 'Enter' && isOpen && item && !event.nativeEvent.isComposing) {
        props.pick(item);
      }
    },
    onBlur: props.leave,
    ...props.line
  });
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the line itself has the keys */}
      <div
        ref={anchor}
        className={classes('st-field', className, props.invalid && 'st-field-invalid')}
        data-baseweb="select"
        onClick={event => {
          if (!disabled && !(event.target as Element).closest('button, input')) {
            document.getElementById(props.id)?.focus();
            box.openMenu();
          }
        }}
      >
        {before}
        <input {...input} />
        {after}
        <button
          type="button"
          className={classes('st-field-button', isOpen && 'st-turned')}
          {...box.getToggleButtonProps({ disabled, 'aria-label': isOpen ? 'Close' : 'Open' })}
        >
          <Icon name=":material/keyboard_arrow_down:" />
        </button>
      </div>
      <div hidden {...(isOpen ? {} : box.getMenuProps({}, { suppressRefError: true }))} />
      {isOpen && (
        <Floating anchor={anchor} matchWidth className="st-options" testId={props.dropdownTestId}>
          <div {...box.getMenuProps({ ref: rows }, { suppressRefError: true })} className="st-option-rows">
            {items.length === 0 && <div className="st-nothing">{props.nothing}</div>}
            <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
              {virtual.getVirtualItems().map(({ index, start, key }) => {
                const item = items[index]!;
                return (
                  <div
                    key={key}
                    title={item.text}
                    className={classes(
                      'st-option',
                      index === highlightedIndex && 'st-highlighted',
                      item.chosen && 'st-chosen'
                    )}
                    {...box.getItemProps({
                      item,
                      index,
                      'aria-selected': item.chosen === true,
                      onClick: () => props.pick(item)
                    })}
                    style={{ top: start, height: ROW }}
                  >
                    {item.text}
                  </div>
                );
              })}
            </div>
          </div>
        </Floating>
      )}
    </>
  );
}
