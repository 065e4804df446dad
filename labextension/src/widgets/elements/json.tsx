// A tree of data that one can fold and copy.
import { useState } from 'react';

import '../style/data.css';
import type { ElementProps } from '../elements';
import { toClipboard } from '../parts/copy';
import { Icon } from '../parts/icon';
import type { Json, Size } from '../wire';

type JsonProps = {
  /** Absent for null. */
  body?: Json;
  /** As many levels are open; all when absent. */
  depth?: number;
  width?: Size;
};

export function JsonElement({ node }: ElementProps<JsonProps>) {
  const { body = null, depth = Number.POSITIVE_INFINITY } = node.props;
  return (
    <div className="stJson" data-testid="stJson">
      <JsonTree value={body} depth={depth} />
      <Copy value={body} />
    </div>
  );
}

function Copy({ value }: { value: Json }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await toClipboard(JSON.stringify(value, null, 2));
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <button
      type="button"
      className="st-icon-button st-json-copy"
      aria-label="Copy"
      onClick={() => void copy()}
    >
      <Icon name={copied ? ':material/check:' : ':material/content_copy:'} />
    </button>
  );
}

interface TreeProps {
  value: Json;
  depth: number;
  name?: string | number;
}

/** Long lists and objects open in parts. */
const PART = 100;

export function JsonTree({ value, depth, name }: TreeProps) {
  const [open, setOpen] = useState(depth > 0);
  const [shown, setShown] = useState(PART);
  const label = name === undefined ? null : <Name name={name} />;
  if (value === null || typeof value !== 'object') {
    return (
      <div className="st-json-leaf">
        {label}
        <span className={`st-json-${value === null ? 'null' : typeof value}`}>{JSON.stringify(value)}</span>
      </div>
    );
  }
  const isList = Array.isArray(value);
  const [first, last] = isList ? '[]' : '{}';
  const entries: [string | number, Json][] = isList
    ? value.map((item, at) => [at, item])
    : Object.entries(value);
  if (entries.length === 0) {
    return (
      <div className="st-json-leaf">
        {label}
        <span className="st-json-bracket">{isList ? '[]' : '{}'}</span>
      </div>
    );
  }
  return (
    <div className="st-json-branch">
      <button type="button" className="st-json-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? ':material/arrow_drop_down:' : ':material/arrow_right:'} />
        {label}
        <span className="st-json-bracket">{open ? first : `${first}…${last}`}</span>
        {!open && <span className="st-json-count">{entries.length}</span>}
      </button>
      {open && (
        <>
          <div className="st-json-entries">
            {entries.slice(0, shown).map(([key, item]) => (
              <JsonTree key={key} name={key} value={item} depth={depth - 1} />
            ))}
            {entries.length > shown && (
              <button type="button" className="st-text-button" onClick={() => setShown(shown + 10 * PART)}>
                {entries.length - shown} more
              </button>
            )}
          </div>
          <span className="st-json-bracket st-json-end">{last}</span>
        </>
      )}
    </div>
  );
}

function Name({ name }: { name: string | number }) {
  return (
    <span className={typeof name === 'number' ? 'st-json-place' : 'st-json-name'}>
      {JSON.stringify(name)}
      <span className="st-json-colon">:</span>
    </span>
  );
}
