// What the app may know about the browser and the page that it is shown in.
import { useEffect } from 'react';

import type { AppModel } from '../models';
import type { Json } from '../wire';
import { isDark, watchTheme } from './theme';

/** The app is the page itself: the template of the published page says so. */
export const isPage = (): boolean => 'streamkitPage' in document.body.dataset;

function facts(): { [name: string]: Json } {
  const page = isPage();
  return {
    // A notebook's own address is none of the app's business.
    ...(page && { url: window.location.href }),
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    timezone_offset: new Date().getTimezoneOffset(),
    locale: navigator.language,
    theme: isDark() ? 'dark' : 'light',
    is_embedded: page && new URLSearchParams(window.location.search).get('embed') === 'true'
  };
}

/** Sends the facts when a view opens, and again when they change. */
export function useBrowserFacts(model: AppModel): void {
  useEffect(() => {
    let sent = '';
    const send = () => {
      const now = facts();
      if (JSON.stringify(now) !== sent) {
        sent = JSON.stringify(now);
        model.post({ method: 'browser', ...now });
      }
    };
    send();
    const stop = watchTheme(send);
    window.addEventListener('popstate', send);
    return () => {
      stop();
      window.removeEventListener('popstate', send);
    };
  }, [model]);
}
