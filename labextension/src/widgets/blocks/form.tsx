import { useRef } from 'react';

import { Children, classes, type ElementProps, keyClass } from '../elements';
import { FormContext } from '../hooks';
import { type BlockProps, blockStyle } from './block';

type FormProps = BlockProps & { enter_to_submit?: boolean; missing_submit?: boolean };

/** Inputs in here wait for the submit button; Enter in a line of text presses the first one, unless it is disabled. */
export function Form({ id, node, store }: ElementProps<FormProps>) {
  const ref = useRef<HTMLFieldSetElement>(null);
  const { border = true, enter_to_submit: enter = true, missing_submit: missing, key } = node.props;
  const submit = (event: React.KeyboardEvent) => {
    const line = event.target instanceof HTMLInputElement && event.target.dataset.enter === 'submit';
    if (event.key === 'Enter' && enter && line) {
      ref.current?.querySelector<HTMLElement>('.stFormSubmitButton button')?.click();
    }
  };
  return (
    <FormContext.Provider value={true}>
      <fieldset
        ref={ref}
        className={classes('stForm', border && 'st-border', keyClass(key))}
        data-testid="stForm"
        onKeyDown={submit}
      >
        <div
          className="stVerticalBlock st-block"
          data-testid="stVerticalBlock"
          style={blockStyle(node.props)}
        >
          <Children id={id} node={node} store={store} />
        </div>
        {missing && (
          <p className="st-invalid" role="alert">
            This form has no submit button: put <code>st.form_submit_button()</code> into it.
          </p>
        )}
      </fieldset>
    </FormContext.Provider>
  );
}
