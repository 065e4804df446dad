import { useEffect, useRef } from 'react';

import { Children, classes, type ElementProps, keyClass } from '../elements';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';

type ExpanderProps = { label_html?: string; label?: string; expanded?: boolean; icon?: string; key?: string };

/** Open or closed is the reader's; the script only says how it begins, or when its own word changes. */
export function Expander({ id, node, store }: ElementProps<ExpanderProps>) {
  const { label, label_html: html, expanded = false, icon, key } = node.props;
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    details.current!.open = expanded;
  }, [expanded]);
  return (
    <div className={classes('stExpander', keyClass(key))} data-testid="stExpander">
      <details ref={details}>
        <summary>
          <Icon className="st-chevron" name=":material/chevron_right:" testId="stExpanderToggleIcon" />
          {icon && <Icon name={icon} testId="stExpanderIcon" />}
          {html === undefined ? <span>{label}</span> : <Html inline html={html} />}
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
