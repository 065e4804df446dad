import '../elements/status.css';

import { type SyntheticEvent, useEffect, useRef } from 'react';

import { Children, classes, type ElementProps, keyClass } from '../elements';
import { useInput } from '../hooks';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';

type ExpanderProps = {
  label_html?: string;
  expanded?: boolean;
  icon?: string;
  kind?: 'compact' | 'step';
  key?: string;
  /** Of a status only. */
  state?: 'running' | 'complete' | 'error';
};

const STATES = {
  running: { name: 'spinner', testId: 'stExpanderIconSpinner' },
  complete: { name: ':material/check_circle:', testId: 'stExpanderIconCheck' },
  error: { name: ':material/error:', testId: 'stExpanderIconError' }
};

/**
 * An expander, or a status. Open or closed is the reader's; the script only says how it begins, or when its
 * own word changes. Where the script tracks it, the reader's word is an event.
 */
export function Expander({ id, node, store }: ElementProps<ExpanderProps>) {
  const { label_html: html = '', expanded = false, icon, kind, key, state } = node.props;
  const [tracked, setTracked] = useInput<boolean>(node);
  const details = useRef<HTMLDetailsElement>(null);
  const open = tracked ?? expanded;
  useEffect(() => {
    details.current!.open = open;
  }, [open]);
  const toggle = (event: SyntheticEvent<HTMLDetailsElement>) => {
    // The event comes late, and those of expanders inside come here too.
    if (event.target === details.current && tracked !== undefined && details.current!.open !== tracked) {
      setTracked(details.current!.open);
    }
  };
  const look = state ? STATES[state] : icon && { name: icon, testId: 'stExpanderIcon' };
  return (
    <div
      className={classes('stExpander', kind && `st-expander-${kind}`, keyClass(key))}
      data-testid="stExpander"
      data-state={state}
    >
      <details ref={details} onToggle={toggle}>
        <summary>
          {kind === 'step' && !look && <span className="st-step-dot" aria-hidden="true" />}
          {look && <Icon name={look.name} testId={look.testId} />}
          <Html inline html={html} />
          <Icon className="st-chevron" name=":material/chevron_right:" testId="stExpanderToggleIcon" />
        </summary>
        <div className="stExpanderDetails" data-testid="stExpanderDetails">
          <div className="stVerticalBlock st-block" data-testid="stVerticalBlock">
            <Children id={id} node={node} store={store} />
          </div>
        </div>
      </details>
    </div>
  );
}
