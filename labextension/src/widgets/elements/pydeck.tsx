import { useEffect, useRef, useState } from 'react';

import '../style/charts.css';
import { classes, type ElementProps } from '../elements';
import { useBlob, useInput } from '../hooks';
import { jsonOf } from '../parts/library';
import { useLook } from '../parts/look';
import { FullScreenFrame } from '../parts/toolbar';
import type { Json, Size } from '../wire';
import type { DeckMap, DeckSpec, Picked } from './deck/deck';

type PydeckProps = { spec: string; height?: Size; mode?: string; alt?: string };
type Selection = { indices: { [layer: string]: number[] }; objects: { [layer: string]: Json[] } };

const HEIGHT = 500;
const NOTHING: Selection = { indices: {}, objects: {} };

/** A map of pydeck. */
export default function PydeckChart({ node }: ElementProps<PydeckProps>) {
  const { height } = node.props;
  return (
    <div
      className={classes('stDeckGlJsonChart', height === 'stretch' && 'st-stretch-height')}
      data-testid="stDeckGlJsonChart"
    >
      <FullScreenFrame>{full => <Host node={node} full={full} />}</FullScreenFrame>
    </div>
  );
}

function Host({ node, full }: { node: ElementProps<PydeckProps>['node']; full: boolean }) {
  const { spec, height, mode, alt } = node.props;
  const host = useRef<HTMLDivElement>(null);
  const map = useRef<DeckMap | null>(null);
  const [problem, setProblem] = useState(() => (hasWebGL() ? '' : NO_WEBGL));
  const look = useLook(host);
  const blob = useBlob(spec);
  const [selection, setSelection] = useInput<Json>(node);
  const latest = useRef({ blob, dark: false, pick: (_: Picked) => {} });
  latest.current = {
    blob,
    dark: look?.dark ?? false,
    pick: picked => {
      if (mode) {
        setSelection(
          toggled((selection as Selection | undefined) ?? NOTHING, picked, mode === 'multi-object')
        );
      }
    }
  };
  const ready = look !== null && problem === '';
  useEffect(() => {
    if (!ready) {
      return;
    }
    let gone = false;
    import('./deck/deck')
      .then(({ DeckMap }) => {
        if (!gone) {
          const { blob, dark } = latest.current;
          map.current = new DeckMap(host.current!, dark, picked => latest.current.pick(picked));
          if (blob) {
            map.current.show(jsonOf<DeckSpec>(blob));
          }
        }
      })
      .catch(error => !gone && setProblem(`This map cannot be drawn: ${error?.message ?? error}`));
    return () => {
      gone = true;
      map.current?.dispose();
      map.current = null;
    };
  }, [ready]);
  useEffect(() => {
    if (blob) {
      map.current?.show(jsonOf<DeckSpec>(blob));
    }
  }, [blob]);
  useEffect(() => map.current?.paint(look?.dark ?? false), [look]);
  const size = full ? 'calc(100vh - 5rem)' : typeof height === 'number' ? height : HEIGHT;
  return (
    <>
      <div
        ref={host}
        className="st-map st-deck"
        style={{ height: problem ? 0 : size, minHeight: 0, background: look?.dark ? '#161d27' : '#d6e6f0' }}
        role="application"
        aria-label={alt ?? 'Map'}
      />
      {problem && (
        <div className="st-unknown" role="alert">
          {problem}
        </div>
      )}
    </>
  );
}

const NO_WEBGL =
  'This map needs WebGL, which this browser does not offer: switch on hardware acceleration in its settings.';

function hasWebGL(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null;
  } catch {
    return false;
  }
}

/** A second click takes an object out again. */
function toggled({ indices, objects }: Selection, picked: Picked, many: boolean): Selection {
  const at = (indices[picked.layer] ?? []).indexOf(picked.index);
  const base = many ? { indices, objects } : NOTHING;
  const chosen = base.indices[picked.layer] ?? [];
  const things = base.objects[picked.layer] ?? [];
  const gone = (_: unknown, index: number) => index !== at;
  const now = {
    indices: { ...base.indices, [picked.layer]: at < 0 ? [...chosen, picked.index] : chosen.filter(gone) },
    objects: {
      ...base.objects,
      [picked.layer]: at < 0 ? [...things, picked.object as Json] : things.filter(gone)
    }
  };
  if (now.indices[picked.layer]!.length === 0) {
    delete now.indices[picked.layer];
    delete now.objects[picked.layer];
  }
  return now;
}
