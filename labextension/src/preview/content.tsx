// What the panel loads when it is first shown.
import './preview.css';

import type { Widget } from '@lumino/widgets';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { Bench } from './bench';
import { NoApp, NoNotebook } from './empty';
import { ServicesContext, useEntries, useServices } from './hooks';
import { Inspector } from './inspector';
import { Needs } from './needs';
import type { Device, Services } from './services';
import { Stage } from './stage';
import { Status } from './status';
import { type Theme, Toolbar } from './toolbar';

export { act } from './deeds';

/** Draw the preview in a panel; returns what ends it. */
export function mount(panel: Widget, services: Services): () => void {
  const root = createRoot(panel.node);
  root.render(
    <ServicesContext.Provider value={services}>
      <Preview />
    </ServicesContext.Provider>
  );
  // Not at once: React may be drawing at this very moment.
  return () => setTimeout(() => root.unmount());
}

function Preview() {
  const services = useServices();
  const notebook = useSyncExternalStore(services.follower.subscribe, services.follower.current);
  if (!notebook) {
    return <NoNotebook />;
  }
  return <Notebook key={notebook.id} bench={Bench.of(notebook, services)} />;
}

function Notebook({ bench }: { bench: Bench }) {
  const entries = useEntries(bench);
  const { settings } = useServices();
  const [device, setDevice] = useState<Device>(() => settings().device);
  const [theme, setTheme] = useState<Theme>('jupyter');
  const [inspecting, setInspecting] = useState(false);
  useEffect(() => bench.live.show(), [bench]);
  const entry = bench.chosen;
  if (!entry) {
    return <NoApp bench={bench} />;
  }
  const { model } = entry;
  return (
    <>
      <Toolbar
        {...{ bench, entries, entry, device, setDevice, theme, setTheme, inspecting, setInspecting }}
      />
      <Status bench={bench} entry={entry} />
      {model && <Needs bench={bench} entry={entry} model={model} />}
      <Stage bench={bench} entry={entry} device={device} theme={theme} inspecting={inspecting} />
      {inspecting && model && <Inspector key={model.model_id} bench={bench} entry={entry} model={model} />}
    </>
  );
}
