// Says so when the kernel is gone, and what to do.
import { useSyncExternalStore } from 'react';

import type { AppModel } from '../models';
import { type Trouble, watchKernel } from './kernel';

const NOTEBOOK: { [trouble in Trouble]: string } = {
  dead: 'The kernel died. Restart it and run the cell again.',
  died: 'The kernel died and was started anew; the app ended with it. Run the cell again.',
  restarted: 'The kernel was restarted, and the app ended with it. Run the cell again.',
  closed: 'The app has ended. Run the cell again.',
  offline: 'The connection to the kernel is lost. Trying to get it back…'
};
const PAGE: { [trouble in Trouble]: string } = {
  dead: 'The kernel of this app died. Reload the page.',
  died: 'The kernel of this app died. Reload the page.',
  restarted: 'The kernel of this app was started anew. Reload the page.',
  closed: 'The app has ended. Reload the page.',
  offline: 'Reconnecting…'
};

export function KernelBanner({ model, page }: { model: AppModel; page: boolean }) {
  const watch = watchKernel(model);
  const trouble = useSyncExternalStore(watch.subscribe, watch.trouble);
  if (!trouble) {
    return null;
  }
  return (
    <div className="st-banner" data-testid="stKernelBanner" data-trouble={trouble} role="alert">
      <span>{(page ? PAGE : NOTEBOOK)[trouble]}</span>
      {page && trouble !== 'offline' && (
        <button type="button" className="st-button st-secondary" onClick={() => window.location.reload()}>
          Reload
        </button>
      )}
    </div>
  );
}
