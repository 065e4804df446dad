import './status.css';

import { useEffect, useState } from 'react';

import type { ElementProps } from '../elements';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';

/** It shows after a moment only: what is quick does not flicker. */
export function Spinner({ node }: ElementProps<{ html: string; show_time?: boolean }>) {
  const { html, show_time: time } = node.props;
  return (
    <div className="stSpinner" data-testid="stSpinner" role="status">
      <Icon name="spinner" testId="stSpinnerIcon" />
      <Html html={html} />
      {time && <Seconds />}
    </div>
  );
}

function Seconds() {
  const [started] = useState(() => performance.now());
  const [now, setNow] = useState(started);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="st-spinner-time" aria-hidden="true">
      ({((now - started) / 1000).toFixed(1)} seconds)
    </span>
  );
}
