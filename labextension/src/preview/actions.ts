// What one can do with an app, by the name of its command.
import type { TranslationBundle } from '@jupyterlab/translation';

export const ACTIONS = (trans: TranslationBundle) => ({
  rerun: trans.__('Rerun the App'),
  stop: trans.__('Stop the App'),
  reset: trans.__('Reset the Session of the App'),
  'clear-caches': trans.__('Clear the Caches of the App'),
  'open-in-voila': trans.__('Open the App in Voilà'),
  'copy-link': trans.__('Copy the Link to the App'),
  screenshot: trans.__('Take a Screenshot of the App')
});

export type Action = keyof ReturnType<typeof ACTIONS>;
