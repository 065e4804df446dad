// What the app's menu offers: `client.toolbarMode` of config.toml.
export type ToolbarMode = 'auto' | 'developer' | 'viewer' | 'minimal';

const LOCAL = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whoever sees the app in a notebook or on the server's own machine is taken for its author. */
export function settledMode(mode: ToolbarMode = 'auto', page: boolean): Exclude<ToolbarMode, 'auto'> {
  if (mode !== 'auto') {
    return mode;
  }
  return !page || LOCAL.test(window.location.hostname) ? 'developer' : 'viewer';
}
