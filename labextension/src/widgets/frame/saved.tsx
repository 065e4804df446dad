// A file of the app was saved: what its viewer may do.
import { useEffect } from 'react';

import type { Store } from '../store';

/** Part of a published page (`streamkit.js`). */
declare const streamkit: { isOver: boolean } | undefined;

export type Saved = 'rerun' | 'reload' | 'reload at once';

/** Loads the page again, for another session. */
function reload(): void {
  if (typeof streamkit !== 'undefined') {
    streamkit.isOver = true;
  }
  window.location.reload();
}

/** A script can run again; for a notebook the page begins anew, with all its cells. */
export function SavedOffer({ saved, store }: { saved: Saved; store: Store }) {
  const atOnce = saved === 'reload at once';
  useEffect(() => {
    if (atOnce) {
      reload();
    }
  }, [atOnce]);
  return (
    <div className="stStatusWidget" data-testid="stSavedOffer">
      <span role="status">Source changed</span>
      {saved === 'rerun' ? (
        <>
          <button type="button" className="st-text-button" onClick={() => store.post({ method: 'rerun' })}>
            Rerun
          </button>
          <button
            type="button"
            className="st-text-button"
            onClick={() => store.post({ method: 'rerun', always: true })}
          >
            Always rerun
          </button>
        </>
      ) : (
        <button type="button" className="st-text-button" onClick={reload}>
          Reload
        </button>
      )}
    </div>
  );
}
