// The app itself: a second view of its root model, in the same session as the output of its cell.
import type { DOMWidgetView } from '@jupyter-widgets/base';
import { Widget } from '@lumino/widgets';
import { useLayoutEffect, useRef, useState } from 'react';

import { isAlive } from '../widgets/frame/kernel';
import type { AppModel } from '../widgets/models';
import type { Bench, Entry } from './bench';
import { Package } from './empty';
import { useTrans } from './hooks';
import { usePointing } from './pointing';
import { DEVICES, type Device } from './services';
import type { Theme } from './toolbar';

interface StageProps {
  bench: Bench;
  entry: Entry;
  device: Device;
  theme: Theme;
  inspecting: boolean;
}

export function Stage({ bench, entry, device, theme, inspecting }: StageProps) {
  const width = DEVICES[device] || undefined;
  return (
    <div className="skp-stage" data-streamkit-look={theme === 'jupyter' ? '' : theme} data-device={device}>
      <div className="skp-device" style={{ width }}>
        {!(entry.model && isAlive(entry.model)) && <Start bench={bench} entry={entry} />}
        {entry.model && (
          <View
            key={entry.model.model_id}
            bench={bench}
            entry={entry}
            model={entry.model}
            inspecting={inspecting}
          />
        )}
      </div>
    </div>
  );
}

/** The cell has not been run: one can do so from here. */
function Start({ bench, entry }: Pick<StageProps, 'bench' | 'entry'>) {
  const trans = useTrans();
  const [failed, setFailed] = useState(false);
  const run = async () => {
    setFailed(false);
    setFailed(!(await bench.run([entry.id])));
  };
  return (
    <div className="skp-empty">
      <button type="button" className="skp-button" onClick={() => void run()}>
        {trans.__('Run the app')}
      </button>
      <p role="status">
        {failed
          ? trans.__('The cell did not make an app: its output says why.')
          : trans.__('This runs its cell, and no other.')}
      </p>
      <Package bench={bench} />
    </div>
  );
}

interface ViewProps {
  bench: Bench;
  entry: Entry;
  model: AppModel;
  inspecting: boolean;
}

function View({ bench, entry, model, inspecting }: ViewProps) {
  const host = useRef<HTMLDivElement>(null);
  // A Lumino widget has to leave while its place is still in the document.
  useLayoutEffect(() => {
    let view: DOMWidgetView | undefined;
    let gone = false;
    void model.widget_manager.create_view(model).then(made => {
      if (gone) {
        made.remove();
      } else {
        view = made as DOMWidgetView;
        Widget.attach(view.luminoWidget, host.current!);
      }
    });
    return () => {
      gone = true;
      view?.remove();
    };
  }, [model]);
  usePointing(host, bench, entry, model, inspecting);
  return <div ref={host} className="skp-view" />;
}
