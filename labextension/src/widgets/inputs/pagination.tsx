import './buttongroup.css';

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

import type { ElementProps } from '../elements';
import { useInput } from '../hooks';
import { Icon } from '../parts/icon';
import type { InputProps } from '../wire';

/** `most`: how many numbers are in sight; -1: as many as there is room for. */
type PaginationProps = InputProps & { pages: number; most?: number };

export function Pagination({ node }: ElementProps<PaginationProps>) {
  const [page = 1, setPage] = useInput<number>(node);
  const row = useRef<HTMLDivElement>(null);
  const { pages, most = 7, disabled } = node.props;
  const room = useRoom(row);
  const slots = most === 0 ? 0 : Math.min(most < 0 ? pages : most, room);
  return (
    <div className="stPagination" data-testid="stPagination">
      <nav ref={row} className="st-page-numbers" aria-label="Pagination">
        <Step
          name="Prev"
          says="Previous page"
          disabled={disabled || page <= 1}
          go={() => setPage(page - 1)}
        />
        {slots > 0 &&
          pagesInSight(page, pages, slots).map((shown, index) =>
            shown === null ? (
              <span key={index} aria-hidden="true" data-testid="stPaginationEllipsis">
                …
              </span>
            ) : (
              <button
                key={index}
                type="button"
                aria-label={`Page ${shown}`}
                data-testid={`stPaginationPage${shown === page ? 'Active' : ''}`}
                disabled={disabled}
                onClick={() => shown !== page && setPage(shown)}
                {...(shown === page ? { 'aria-current': 'page' } : {})}
              >
                {shown}
              </button>
            )
          )}
        <Step
          name="Next"
          says="Next page"
          disabled={disabled || page >= pages}
          go={() => setPage(page + 1)}
        />
      </nav>
    </div>
  );
}

interface StepProps {
  name: 'Prev' | 'Next';
  says: string;
  disabled?: boolean;
  go: () => void;
}

function Step({ name, says, disabled, go }: StepProps) {
  return (
    <button
      type="button"
      aria-label={says}
      data-testid={`stPagination${name}`}
      disabled={disabled}
      onClick={go}
    >
      <Icon name={`:material/chevron_${name === 'Prev' ? 'left' : 'right'}:`} />
    </button>
  );
}

/** The numbers, with null where some are left out: first, last, and those around the current one. */
function pagesInSight(page: number, pages: number, slots: number): (number | null)[] {
  if (pages <= slots) {
    return range(1, pages);
  }
  const inner = Math.max(1, slots - 4);
  if (page <= inner + 1) {
    return [...range(1, inner + 2), null, pages];
  }
  if (page >= pages - inner) {
    return [1, null, ...range(pages - inner - 1, pages)];
  }
  const first = page - Math.floor((inner - 1) / 2);
  return [1, null, ...range(first, first + inner - 1), null, pages];
}

const range = (first: number, last: number) =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);

/** A number and the gap after it, in pixels. */
const SLOT = 36;

/** How many numbers fit beside the arrows; at least five, which is how many it takes to tell where one is. */
function useRoom(row: RefObject<HTMLElement>): number {
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const place = row.current!.closest<HTMLElement>('.stElementContainer')!.parentElement!;
    const measure = () => setRoom(Math.max(5, Math.floor(place.clientWidth / SLOT) - 2));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(place);
    return () => observer.disconnect();
  }, [row]);
  return room;
}
