// Balloons and snow: over the whole window, for some seconds.
import './status.css';

import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

import type { ElementProps } from '../elements';
import { isMine } from '../frame/turn';
import { usePlace } from '../hooks';

const COUNT = 30;
/** The longest of them takes so many milliseconds. */
const LENGTH = { balloons: 4500, snow: 6500 };
const COLORS = ['red', 'orange', 'yellow', 'green', 'blue', 'violet'];

export function Celebration({ node }: ElementProps<{ nonce: string }>) {
  const kind = node.type as 'balloons' | 'snow';
  const { nonce } = node.props;
  const [playing, setPlaying] = useState<string | undefined>(nonce);
  useEffect(() => {
    setPlaying(nonce);
    const timer = setTimeout(() => setPlaying(undefined), LENGTH[kind]);
    return () => clearTimeout(timer);
  }, [nonce, kind]);
  const { store, root } = usePlace();
  const mine = isMine(store, root, `${kind} ${nonce}`);
  return playing === undefined || !mine ? null : <Show key={playing} kind={kind} />;
}

function Show({ kind }: { kind: 'balloons' | 'snow' }) {
  const { root } = usePlace();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current!.showPopover(), []);
  const name = kind === 'balloons' ? 'stBalloons' : 'stSnow';
  return createPortal(
    <div ref={ref} className={name} data-testid={name} aria-hidden="true" {...{ popover: 'manual' }}>
      {Array.from({ length: COUNT }, (_, index) => (
        <i key={index} style={places(index)}>
          {kind === 'snow' ? '❄' : ''}
        </i>
      ))}
    </div>,
    root
  );
}

/** Where one begins, how late and in what colour. */
function places(index: number): CSSProperties {
  return {
    left: `${2 + Math.random() * 92}%`,
    animationDelay: `${Math.random() * 1200}ms`,
    '--st-own-color': `var(--st-${COLORS[index % COLORS.length]})`,
    '--st-own-size': 0.6 + Math.random() * 0.8
  } as CSSProperties;
}
