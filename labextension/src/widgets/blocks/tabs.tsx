import { createContext, type KeyboardEvent, useContext, useId, useRef, useState } from 'react';

import { Children, classes, type ElementProps, heightOf, keyClass } from '../elements';
import { useInput, useNode } from '../hooks';
import { Html } from '../parts/html';
import type { Size } from '../wire';

type TabsProps = { default?: string; height?: Size; key?: string };
type TabProps = { label?: string; label_html?: string };

/** Which tab of the tabs around is the open one, and the prefix of their DOM ids. */
const TabsContext = createContext({ selected: '', prefix: '' });

const MOVES: { [key: string]: (index: number, count: number) => number } = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1
};

export function Tabs({ id, node, store }: ElementProps<TabsProps>) {
  const prefix = useId();
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string>();
  const [tracked, setTracked] = useInput<string>(node);
  const tabs = node.children ?? [];
  const labelOf = (tab: string) => store.node(tab)?.props.label as string;
  const first = tabs.find(tab => labelOf(tab) === (tracked ?? node.props.default)) ?? tabs[0] ?? '';
  const choose = (tab: string) => (tracked === undefined ? setChosen(tab) : setTracked(labelOf(tab)));
  const selected = chosen !== undefined && tabs.includes(chosen) ? chosen : first;
  const move = (event: KeyboardEvent) => {
    const next = MOVES[event.key]?.(tabs.indexOf(selected), tabs.length);
    if (next !== undefined) {
      event.preventDefault();
      choose(tabs[next]!);
      list.current!.querySelectorAll<HTMLElement>('[role=tab]')[next]!.focus();
    }
  };
  return (
    <div
      className={classes('stTabs', keyClass(node.props.key), node.props.height !== undefined && 'st-scroll')}
      style={{ height: heightOf(node.props.height) }}
      data-testid="stTabs"
    >
      <div ref={list} className="st-tab-list" role="tablist" onKeyDown={move}>
        {tabs.map(tab => (
          <TabButton key={tab} id={tab} prefix={prefix} selected={tab === selected} choose={choose} />
        ))}
      </div>
      <TabsContext.Provider value={{ selected, prefix }}>
        <Children id={id} node={node} store={store} />
      </TabsContext.Provider>
    </div>
  );
}

interface TabButtonProps {
  id: string;
  prefix: string;
  selected: boolean;
  choose: (id: string) => void;
}

function TabButton({ id, prefix, selected, choose }: TabButtonProps) {
  const { label, label_html: html } = (useNode(id)?.props ?? {}) as TabProps;
  return (
    <button
      type="button"
      className="stTab"
      data-testid="stTab"
      role="tab"
      id={`${prefix}${id}-tab`}
      aria-controls={`${prefix}${id}`}
      aria-selected={selected}
      tabIndex={selected ? 0 : -1}
      onClick={() => choose(id)}
    >
      {html === undefined ? label : <Html inline html={html} />}
    </button>
  );
}

/** The panel of one tab. It stays in the page while hidden: what it holds keeps its state. */
export function Tab({ id, node, store }: ElementProps<TabProps>) {
  const { selected, prefix } = useContext(TabsContext);
  return (
    <div
      className="stVerticalBlock st-block st-tab-panel"
      data-testid="stVerticalBlock"
      role="tabpanel"
      id={`${prefix}${id}`}
      aria-labelledby={`${prefix}${id}-tab`}
      hidden={id !== selected}
    >
      <Children id={id} node={node} store={store} />
    </div>
  );
}
