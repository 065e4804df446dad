// What the panel says when there is no app to show, and how to get one.
import { useEffect, useState } from 'react';

import type { Bench } from './bench';
import { useTrans } from './hooks';
import { previewIcon } from './icon';

const EXAMPLE = `%%streamapp
import streamlit as st

st.title("Squares")
number = st.slider("Number", 0, 100, 7)
st.metric("Its square", number * number)
st.line_chart([n * n for n in range(number + 1)])`;

export function NoNotebook() {
  const trans = useTrans();
  return <Empty>{trans.__('Open a notebook: its apps show here.')}</Empty>;
}

export function NoApp({ bench }: { bench: Bench }) {
  const trans = useTrans();
  return (
    <Empty>
      <p>{trans.__('This notebook has no app yet. An app is a cell that begins with %1.', '%%streamapp')}</p>
      <button type="button" className="skp-button" onClick={() => bench.insert(EXAMPLE)}>
        {trans.__('Insert a first example')}
      </button>
      <Package bench={bench} />
    </Empty>
  );
}

export function Empty({ children }: { children: React.ReactNode }) {
  return (
    <div className="skp-empty">
      <previewIcon.react tag="span" width="40px" height="40px" />
      {children}
    </div>
  );
}

/** Says how to install the package, where the kernel has none. */
export function Package({ bench }: { bench: Bench }) {
  const trans = useTrans();
  const has = usePackage(bench);
  if (has === 'missing') {
    return (
      <p className="skp-note" role="alert">
        {trans.__(
          'The kernel of this notebook has no jupyter_streamkit. Install it there, then restart the kernel:'
        )}{' '}
        <code>%pip install jupyter_streamkit</code>
      </p>
    );
  }
  if (has === 'other') {
    return (
      <p className="skp-note" role="alert">
        {trans.__('Apps are written in Python: choose a Python kernel.')}
      </p>
    );
  }
  return null;
}

const LOOKS = "__import__('importlib.util').util.find_spec('jupyter_streamkit') is not None";

/** Whether the kernel has the package; unknown until it has answered. */
function usePackage(bench: Bench): 'present' | 'missing' | 'other' | undefined {
  const [has, setHas] = useState<'present' | 'missing' | 'other'>();
  useEffect(() => {
    let current = true;
    const { sessionContext } = bench.panel;
    const look = async () => {
      await sessionContext.ready;
      const kernel = sessionContext.session?.kernel;
      const { language } = (await kernel?.spec) ?? {};
      if (!kernel || language !== 'python') {
        return kernel ? 'other' : undefined;
      }
      const options = { code: '', silent: true, store_history: false, user_expressions: { has: LOOKS } };
      const { content } = await kernel.requestExecute(options).done;
      const answer = 'user_expressions' in content ? content.user_expressions.has : undefined;
      return JSON.stringify(answer ?? '').includes('False') ? 'missing' : 'present';
    };
    const tell = () => void look().then(told => current && setHas(told));
    sessionContext.kernelChanged.connect(tell);
    tell();
    return () => {
      current = false;
      sessionContext.kernelChanged.disconnect(tell);
    };
  }, [bench]);
  return has;
}
