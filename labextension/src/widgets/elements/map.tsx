import { useEffect, useMemo, useRef, useState } from 'react';

import '../style/charts.css';
import { classes, type ElementProps } from '../elements';
import { useBlob } from '../hooks';
import { type Look, useLook } from '../parts/look';
import { FullScreenFrame } from '../parts/toolbar';
import type { Size } from '../wire';
import type { Atlas } from './map/atlas';
import type { Ink } from './map/land';
import { readPoints } from './map/points';

type MapProps = {
  points: string;
  count: number;
  radius: number | string;
  color: number[] | string;
  zoom?: number;
  height?: Size;
  tiles?: string;
  attribution?: string;
  alt?: string;
};

const HEIGHT = 500;
const INK: { [theme: string]: Ink } = {
  light: { land: '#f4f3ef', coast: '#a9bccb', border: '#d3cfc7', grid: 'rgb(120 150 175 / 22%)' },
  dark: { land: '#2b303b', coast: '#4b5a6b', border: '#454c59', grid: 'rgb(150 180 205 / 12%)' }
};
const WATER = { light: '#d6e6f0', dark: '#161d27' };

const inkOf = (look: Look): Ink => INK[look.dark ? 'dark' : 'light']!;

/** Points on a map. New points go onto the map that is there. */
export function PointMap({ node }: ElementProps<MapProps>) {
  const { height, count } = node.props;
  return (
    <div
      className={classes('stDeckGlJsonChart', height === 'stretch' && 'st-stretch-height')}
      data-testid="stDeckGlJsonChart"
      data-points={count}
    >
      <FullScreenFrame>{full => <Canvas props={node.props} full={full} />}</FullScreenFrame>
    </div>
  );
}

function Canvas({ props, full }: { props: MapProps; full: boolean }) {
  const { zoom, height, tiles, attribution, alt } = props;
  const host = useRef<HTMLDivElement>(null);
  const atlas = useRef<Atlas | null>(null);
  const [problem, setProblem] = useState('');
  const look = useLook(host);
  const places = useBlob(props.points);
  const radii = useBlob(typeof props.radius === 'string' ? props.radius : undefined);
  const colors = useBlob(typeof props.color === 'string' ? props.color : undefined);
  const points = useMemo(
    () =>
      readPoints(
        places,
        typeof props.radius === 'number' ? props.radius : (radii ?? 0),
        typeof props.color === 'string' ? (colors ?? [0, 0, 0, 0]) : props.color
      ),
    [places, radii, colors, props.radius, props.color]
  );
  const latest = useRef({ points, zoom, look });
  latest.current = { points, zoom, look };

  const ready = look !== null;
  useEffect(() => {
    if (!ready) {
      return;
    }
    let gone = false;
    import('./map/atlas')
      .then(({ Atlas }) => {
        if (!gone) {
          const { points, zoom, look } = latest.current;
          const source = tiles ? { url: tiles, attribution } : undefined;
          atlas.current = new Atlas(host.current!, points, zoom, inkOf(look!), source);
        }
      })
      .catch(error => !gone && setProblem(String(error?.message ?? error)));
    const observer = new ResizeObserver(() => atlas.current?.resize());
    observer.observe(host.current!);
    return () => {
      gone = true;
      observer.disconnect();
      atlas.current?.dispose();
      atlas.current = null;
    };
  }, [ready, tiles, attribution]);
  useEffect(() => atlas.current?.show(points, zoom), [points, zoom]);
  useEffect(() => {
    if (look) {
      atlas.current?.paint(inkOf(look));
    }
  }, [look]);

  return (
    <>
      <div
        ref={host}
        className="st-map"
        style={{
          height: full ? 'calc(100vh - 5rem)' : typeof height === 'number' ? height : HEIGHT,
          background: WATER[look?.dark ? 'dark' : 'light']
        }}
        role="application"
        aria-label={alt ?? 'Map'}
      />
      {problem && (
        <div className="st-unknown" role="alert">
          This map cannot be drawn: {problem}
        </div>
      )}
    </>
  );
}
