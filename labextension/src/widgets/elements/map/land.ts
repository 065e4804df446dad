// The land, its coasts and borders, by Natural Earth (public domain): coarse for the world, fine from near.
import { feature, mesh } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';

import { across, copies, down, type Sheet } from './canvas';

export interface Ink {
  land: string;
  coast: string;
  border: string;
  grid: string;
}

/** A line in Mercator's square, and the box that holds it. */
interface Line {
  points: Float64Array;
  box: [number, number, number, number];
}
interface Atlas {
  land: Line[];
  borders: Line[];
}

/** From this zoom on the fine coasts are drawn. */
const NEAR = 5;
const atlases: { [name: string]: Atlas | 'coming' } = {};

/** Draws what is there already; `came` is called when finer lines have come. */
export function drawLand(sheet: Sheet, ink: Ink, came: () => void): void {
  drawGrid(sheet, ink.grid);
  const atlas = atlasFor(sheet.zoom >= NEAR ? 'fine' : 'coarse', came);
  if (!atlas) {
    return;
  }
  const { context } = sheet;
  context.lineJoin = 'round';
  trace(sheet, atlas.land, true);
  context.fillStyle = ink.land;
  context.fill('evenodd');
  context.lineWidth = 1;
  context.strokeStyle = ink.coast;
  context.stroke();
  trace(sheet, atlas.borders, false);
  context.strokeStyle = ink.border;
  context.stroke();
}

function atlasFor(name: 'coarse' | 'fine', came: () => void): Atlas | undefined {
  const atlas = atlases[name];
  if (!atlas) {
    atlases[name] = 'coming';
    void load(name)
      .then(loaded => {
        atlases[name] = loaded;
      })
      .catch(() => {
        delete atlases[name];
      });
  }
  if (!atlas || atlas === 'coming') {
    waiting.add(came);
    return name === 'fine' ? atlasFor('coarse', came) : undefined;
  }
  return atlas;
}

const waiting = new Set<() => void>();

async function load(name: 'coarse' | 'fine'): Promise<Atlas> {
  const { default: topology } =
    name === 'fine'
      ? await import('world-atlas/countries-10m.json')
      : await import('world-atlas/countries-50m.json');
  const atlas = unfold(topology as unknown as Topology);
  setTimeout(() => {
    const listeners = [...waiting];
    waiting.clear();
    for (const listener of listeners) {
      listener();
    }
  });
  return atlas;
}

function unfold(topology: Topology): Atlas {
  const countries = topology.objects.countries as GeometryObject;
  const land = feature(topology, topology.objects.land as GeometryObject);
  const geometries = 'features' in land ? land.features.map(({ geometry }) => geometry) : [land.geometry];
  const rings = geometries.flatMap(geometry =>
    geometry.type === 'MultiPolygon'
      ? geometry.coordinates.flat()
      : geometry.type === 'Polygon'
        ? geometry.coordinates
        : []
  );
  const borders = mesh(topology, countries as never, (a, b) => a !== b).coordinates;
  return { land: rings.map(line), borders: borders.map(line) };
}

function line(coordinates: number[][]): Line {
  const points = new Float64Array(2 * coordinates.length);
  const box: Line['box'] = [Infinity, Infinity, -Infinity, -Infinity];
  let turns = 0;
  coordinates.forEach(([longitude, latitude], index) => {
    // A line that crosses the edge of the world goes on beyond it, not back across the whole map.
    const step = index > 0 ? longitude! - coordinates[index - 1]![0]! : 0;
    turns -= Math.abs(step) > 180 ? Math.sign(step) : 0;
    const x = across(longitude!) + turns;
    const y = down(latitude!);
    points[2 * index] = x;
    points[2 * index + 1] = y;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  });
  return { points, box };
}

/** Makes a path of the lines that are seen, without the points that fall on the pixel before them. */
function trace(sheet: Sheet, lines: Line[], closed: boolean): void {
  const { context, world, top, width, height } = sheet;
  context.beginPath();
  const worlds = copies(sheet);
  // Lines that go beyond the edge of a world that is not seen may be seen.
  for (const left of [worlds[0]! - world, ...worlds, worlds.at(-1)! + world]) {
    for (const { points, box } of lines) {
      const seen =
        left + box[2] * world > 0 &&
        left + box[0] * world < width &&
        top + box[3] * world > 0 &&
        top + box[1] * world < height;
      if (!seen) {
        continue;
      }
      let lastX = left + points[0]! * world;
      let lastY = top + points[1]! * world;
      context.moveTo(lastX, lastY);
      for (let index = 2; index < points.length; index += 2) {
        const x = left + points[index]! * world;
        const y = top + points[index + 1]! * world;
        if (Math.abs(x - lastX) + Math.abs(y - lastY) > 0.7 || index === points.length - 2) {
          context.lineTo(x, y);
          lastX = x;
          lastY = y;
        }
      }
      if (closed) {
        context.closePath();
      }
    }
  }
}

/** Meridians and parallels, at round degrees about 150 pixels apart. */
function drawGrid(sheet: Sheet, color: string): void {
  const { context, world, top, width, height, left } = sheet;
  const step = STEPS.find(step => (step / 360) * world >= 100) ?? 30;
  context.beginPath();
  for (let degree = Math.floor(((-left / world - 0.5) * 360) / step) * step; ; degree += step) {
    const x = left + across(degree) * world;
    if (x > width) {
      break;
    }
    context.moveTo(x, 0);
    context.lineTo(x, height);
  }
  for (let degree = -Math.floor(80 / step) * step; degree <= 80; degree += step) {
    const y = top + down(degree) * world;
    if (y >= 0 && y <= height) {
      context.moveTo(0, y);
      context.lineTo(width, y);
    }
  }
  context.lineWidth = 1;
  context.strokeStyle = color;
  context.stroke();
}

const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30];
