// The head of the panel: which app, what to do with it, how it is shown.
import {
  clearIcon,
  inspectorIcon,
  type LabIcon,
  launchIcon,
  linkIcon,
  refreshIcon,
  stopIcon,
  undoIcon
} from '@jupyterlab/ui-components';
import { useSyncExternalStore } from 'react';

import { ACTIONS, type Action } from './actions';
import type { Bench, Entry } from './bench';
import { act } from './deeds';
import { moveFocus } from './focus';
import { useServices, useTrans } from './hooks';
import { cameraIcon, themeIcon } from './icon';
import { DEVICES, type Device } from './services';

/** How the app looks here: as JupyterLab does, or as on a page that is light or dark. */
export type Theme = 'jupyter' | 'light' | 'dark';
const NEXT: { [theme in Theme]: Theme } = { jupyter: 'light', light: 'dark', dark: 'jupyter' };

const ICONS: { [action in Action]: LabIcon } = {
  rerun: refreshIcon,
  stop: stopIcon,
  reset: undoIcon,
  'clear-caches': clearIcon,
  'open-in-voila': launchIcon,
  'copy-link': linkIcon,
  screenshot: cameraIcon
};

interface ToolbarProps {
  bench: Bench;
  entries: readonly Entry[];
  entry: Entry;
  device: Device;
  setDevice: (device: Device) => void;
  theme: Theme;
  setTheme: (theme: Theme) => void;
  inspecting: boolean;
  setInspecting: (on: boolean) => void;
}

export function Toolbar(props: ToolbarProps) {
  const trans = useTrans();
  const { bench, entry, theme, setTheme, inspecting, setInspecting } = props;
  const services = useServices();
  const themes = { jupyter: trans.__('as JupyterLab'), light: trans.__('light'), dark: trans.__('dark') };
  return (
    <div className="skp-head">
      <div className="skp-row">
        <AppChoice bench={bench} entries={props.entries} entry={entry} />
        <DeviceChoice device={props.device} setDevice={props.setDevice} />
        <LiveSwitch bench={bench} />
      </div>
      <div className="skp-row" role="toolbar" aria-label={trans.__('App')} onKeyDown={moveFocus}>
        {Object.entries(ACTIONS(trans)).map(([action, label]) => (
          <Tool key={action} icon={ICONS[action as Action]} label={label} run={() => act(action, services)} />
        ))}
        <Tool
          icon={themeIcon}
          label={trans.__('Theme: %1', themes[theme])}
          run={() => setTheme(NEXT[theme])}
        />
        <Tool
          icon={inspectorIcon}
          label={trans.__('Inspector')}
          pressed={inspecting}
          run={() => setInspecting(!inspecting)}
        />
      </div>
    </div>
  );
}

interface ToolProps {
  icon: LabIcon;
  label: string;
  run: () => void;
  pressed?: boolean;
}

export function Tool({ icon, label, run, pressed }: ToolProps) {
  return (
    <button
      type="button"
      className="skp-tool"
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      onClick={run}
    >
      <icon.react tag="span" width="16px" height="16px" />
    </button>
  );
}

function AppChoice({ bench, entries, entry }: Pick<ToolbarProps, 'bench' | 'entries' | 'entry'>) {
  return (
    <select
      className="skp-select skp-grow"
      aria-label={useTrans().__('App')}
      value={entry.id}
      onChange={event => bench.choose(event.target.value)}
    >
      {entries.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** Whether the app follows the text of its cell, or waits until the cell is run. */
function LiveSwitch({ bench: { live } }: { bench: Bench }) {
  const trans = useTrans();
  const on = useSyncExternalStore(live.subscribe, () => live.on);
  return (
    <label className="skp-switch" title={trans.__('Run the app again while its cell is being written')}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={on}
        checked={on}
        onChange={event => {
          live.on = event.target.checked;
        }}
      />
      {on ? trans.__('Live') : trans.__('On run')}
    </label>
  );
}

function DeviceChoice({ device, setDevice }: Pick<ToolbarProps, 'device' | 'setDevice'>) {
  const trans = useTrans();
  const labels: { [device in Device]: string } = {
    panel: trans.__('Panel'),
    phone: trans.__('Phone'),
    tablet: trans.__('Tablet'),
    page: trans.__('Page')
  };
  return (
    <select
      className="skp-select"
      aria-label={trans.__('Width')}
      value={device}
      onChange={event => setDevice(event.target.value as Device)}
    >
      {Object.entries(labels).map(([name, label]) => (
        <option key={name} value={name}>
          {label}
          {DEVICES[name as Device] > 0 && ` ${DEVICES[name as Device]}`}
        </option>
      ))}
    </select>
  );
}
