// A file of the app was saved: what its viewer may do.
import { useEffect } from 'react';

import type { Store } from '../store';

export type Saved = 'rerun' | 'reload' | 'reload at once';

/** A script can run again; for a notebook the page begins anew, with all its cells. */
export function SavedOffer({ saved, store }: { saved: Saved; store: Store }) {
  const atOnce = saved === 'reload at once';
  useEffect(() => {
    if (atOnce) {
      window.location.reload();
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
        <button type="button" className="st-text-button" onClick={() => window.location.reload()}>
          Reload
        </button>
      )}
    </div>
  );
}
