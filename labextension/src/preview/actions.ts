// What one can do, by the name of its command.
import type { TranslationBundle } from '@jupyterlab/translation';

/** With the app that is shown: these have a button each. */
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

/** With files: these stand in the command palette. */
export const CONVERSIONS = (trans: TranslationBundle) => ({
  publish: trans.__('Publish the Notebook: Write What a Server Needs'),
  'export-script': trans.__('Export the App to a Python Script'),
  'import-script': trans.__('Import a Streamlit Script…')
});

export type Conversion = keyof ReturnType<typeof CONVERSIONS>;
