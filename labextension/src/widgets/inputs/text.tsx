import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';

import { classes, type ElementProps, heightOf } from '../elements';
import { useInput } from '../hooks';
import { Icon } from '../parts/icon';
import type { InputProps } from '../wire';
import { type Draft, useDraft } from './draft';
import { ClearButton, InputFrame, Instructions } from './frame';

type TextProps = InputProps & {
  max_chars?: number;
  placeholder?: string;
  type?: 'default' | 'password' | 'email' | 'url' | 'phone' | 'search';
  autocomplete?: string;
  icon?: string;
  validate?: [expression: string, message: string | null];
  live?: number;
};

const NATIVE = {
  default: 'text',
  password: 'password',
  email: 'email',
  url: 'url',
  phone: 'tel',
  search: 'search'
};

export function TextInput({ node }: ElementProps<TextProps>) {
  const id = useId();
  const field = useText(node, node.props);
  const [seen, setSeen] = useState(false);
  const { props } = node;
  const { type = 'default', icon } = props;
  return (
    <InputFrame name="stTextInput" props={props} htmlFor={id}>
      <div
        className={classes('st-field', field.error && 'st-field-invalid')}
        data-testid="stTextInputRootElement"
      >
        {icon && <Icon name={icon} testId="stTextInputIcon" />}
        <input
          id={id}
          type={type === 'password' && seen ? 'text' : NATIVE[type]}
          data-enter="submit"
          autoComplete={props.autocomplete ?? 'off'}
          onKeyDown={event => event.key === 'Enter' && field.commit()}
          {...field.attributes}
        />
        {type === 'password' && (
          <button
            type="button"
            className="st-field-button"
            aria-label={seen ? 'Hide password' : 'Show password'}
            disabled={props.disabled}
            onClick={() => setSeen(!seen)}
          >
            <Icon name={seen ? ':material/visibility_off:' : ':material/visibility:'} />
          </button>
        )}
        {type === 'search' && field.draft.text && <ClearButton label="Clear" clear={() => field.set('')} />}
      </div>
      <TextInstructions field={field} props={props} how="Press Enter to apply" />
    </InputFrame>
  );
}

export function TextArea({ node }: ElementProps<TextProps>) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const field = useText(node, node.props);
  const { props } = node;
  const grows = props.height === 'content';
  useLayoutEffect(() => {
    if (grows) {
      area.current!.style.height = 'auto';
      area.current!.style.height = `${area.current!.scrollHeight + 2}px`;
    }
  }, [grows, field.draft.text]);
  const enter = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      field.commit();
    }
  };
  return (
    <InputFrame
      name="stTextArea"
      props={props}
      htmlFor={id}
      className={props.height === 'stretch' ? 'st-fills' : undefined}
    >
      <div
        className={classes('st-field st-area', field.error && 'st-field-invalid')}
        data-testid="stTextAreaRootElement"
      >
        <textarea
          id={id}
          ref={area}
          style={{ height: heightOf(props.height) }}
          onKeyDown={enter}
          {...field.attributes}
        />
      </div>
      <TextInstructions field={field} props={props} how="Press Ctrl+Enter to apply" />
    </InputFrame>
  );
}

interface TextField {
  draft: Draft;
  error: string;
  focused: boolean;
  commit: () => void;
  set: (text: string) => void;
  attributes: React.InputHTMLAttributes<HTMLInputElement> & React.TextareaHTMLAttributes<HTMLTextAreaElement>;
}

function useText(node: { model?: string; props: InputProps }, props: TextProps): TextField {
  const [value = null, setValue] = useInput<string | null>(node);
  const draft = useDraft(value ?? '');
  const [focused, setFocused] = useState(false);
  const [error, setError] = useState('');
  const { text, dirty } = draft;
  const give = (next: string) => {
    const wrong = complaint(next, props);
    setError(wrong);
    if (!wrong && next !== (value ?? '')) {
      setValue(next);
    }
  };
  const latest = useRef({ give });
  latest.current = { give };
  useEffect(() => {
    if (props.live === undefined || !dirty) {
      return;
    }
    const timer = setTimeout(() => latest.current.give(text), props.live);
    return () => clearTimeout(timer);
  }, [text, dirty, props.live]);
  const commit = () => draft.dirty && give(draft.text);
  return {
    draft,
    error,
    focused,
    commit,
    set: next => {
      draft.write(next);
      give(next);
    },
    attributes: {
      value: draft.text,
      maxLength: props.max_chars,
      placeholder: props.placeholder,
      disabled: props.disabled,
      'aria-required': props.required,
      'aria-invalid': error !== '',
      onChange: event => {
        setError('');
        draft.write(event.target.value);
      },
      onFocus: () => setFocused(true),
      onBlur: () => {
        setFocused(false);
        commit();
      }
    }
  };
}

function TextInstructions({ field, props, how }: { field: TextField; props: TextProps; how: string }) {
  const { draft, focused, error } = field;
  const hint = focused && draft.dirty && props.live === undefined && how;
  const count = props.max_chars !== undefined && focused && `${draft.text.length}/${props.max_chars}`;
  return <Instructions error={error}>{[hint, count].filter(Boolean).join(' · ')}</Instructions>;
}

/** These run in the reader's browser, to help: the script must check again what matters. */
function complaint(text: string, { required, validate }: TextProps): string {
  if (text.trim() === '') {
    return required ? 'This field is required.' : '';
  }
  const [expression, message] = validate ?? [];
  try {
    const fits = !expression || new RegExp(expression, 'u').test(text);
    return fits ? '' : (message ?? 'This does not have the form that is asked for.');
  } catch {
    return '';
  }
}
