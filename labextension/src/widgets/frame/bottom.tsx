import { type RefObject, useEffect, useRef } from 'react';

import { Element } from '../elements';
import { useNode, useRunState, useStore } from '../hooks';

interface BottomProps {
  id: string;
  main: RefObject<HTMLElement>;
}

/** The strip below the main part that stays in sight; there only while something stands in it. */
export function Bottom({ id, main }: BottomProps) {
  const store = useStore();
  const empty = !useNode(id)?.children?.length;
  useFollow(main, !empty);
  if (empty) {
    return null;
  }
  return (
    <div className="stBottom" data-testid="stBottom">
      <div className="stBottomBlockContainer" data-testid="stBottomBlockContainer">
        <Element id={id} store={store} />
      </div>
    </div>
  );
}

/** Pixels from the end of the page that still count as its end. */
const NEAR = 32;

/** Whoever reads the end of a chat goes on seeing the end as it grows. */
function useFollow(main: RefObject<HTMLElement>, active: boolean): void {
  const running = useRunState() === 'running';
  const follows = useRef(false);
  useEffect(() => {
    const { scrollHeight, scrollTop, clientHeight } = main.current!;
    if (!running) {
      follows.current = scrollHeight - scrollTop - clientHeight < NEAR;
    }
  }, [main, running]);
  useEffect(() => {
    const scroller = main.current!;
    if (!active) {
      return;
    }
    const look = () => {
      follows.current = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    };
    const grown = new ResizeObserver(() => {
      if (follows.current) {
        scroller.scrollTop = scroller.scrollHeight;
      }
    });
    for (const child of scroller.children) {
      grown.observe(child);
    }
    scroller.addEventListener('scroll', look);
    return () => {
      grown.disconnect();
      scroller.removeEventListener('scroll', look);
    };
  }, [main, active]);
}
