// What we say to people in a corner of JupyterLab.
import { Notification } from '@jupyterlab/apputils';

/** Milliseconds for which what we say stays in sight. */
const READING = 10_000;

/** JupyterLab shows what has no time of its own in its list only. */
export function tell(type: 'success' | 'info' | 'warning' | 'error', message: string): void {
  Notification.emit(message, type, { autoClose: READING });
}
