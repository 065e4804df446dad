// Points, as the kernel packs them: see jupyter_streamkit/api/map.py.
import { across, copies, down, type Sheet } from './canvas';

export interface Points {
  count: number;
  /** Places in Mercator's square, and latitudes in degrees. */
  x: Float64Array;
  y: Float64Array;
  latitude: Float32Array;
  /** Metres: one a point, or the same for all. */
  radius: Float32Array | number;
  /** Red, green, blue, opacity: four numbers a point, or the same for all. */
  color: Uint8Array | readonly number[];
  box: { south: number; west: number; north: number; east: number } | null;
}

/** No point is smaller, in pixels. */
const SMALLEST = 3;
/** Larger ones are drawn one by one; smaller ones are stamped, which is several times faster. */
const STAMPED = 24;
const EQUATOR = 40_075_016.686;

const copy = (blob: DataView): ArrayBuffer =>
  blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength) as ArrayBuffer;

export function readPoints(
  places: DataView | undefined,
  radius: DataView | number,
  color: DataView | readonly number[]
): Points {
  const degrees = places ? new Float32Array(copy(places)) : new Float32Array();
  const count = degrees.length / 2;
  const points: Points = {
    count,
    x: new Float64Array(count),
    y: new Float64Array(count),
    latitude: new Float32Array(count),
    radius: typeof radius === 'number' ? radius : new Float32Array(copy(radius)),
    color: color instanceof DataView ? new Uint8Array(copy(color)) : color,
    box: null
  };
  const box = { south: 90, west: 180, north: -90, east: -180 };
  for (let index = 0; index < count; index++) {
    const latitude = degrees[2 * index]!;
    const longitude = degrees[2 * index + 1]!;
    points.latitude[index] = latitude;
    points.x[index] = across(longitude);
    points.y[index] = down(latitude);
    box.south = Math.min(box.south, latitude);
    box.north = Math.max(box.north, latitude);
    box.west = Math.min(box.west, longitude);
    box.east = Math.max(box.east, longitude);
  }
  points.box = count > 0 ? box : null;
  return points;
}

export function drawPoints(sheet: Sheet, points: Points): void {
  const { context, world, top, width, height } = sheet;
  const stamps = new Map<string, HTMLCanvasElement>();
  for (const left of copies(sheet)) {
    for (let index = 0; index < points.count; index++) {
      const x = left + points.x[index]! * world;
      const y = top + points.y[index]! * world;
      const radius = radiusOf(points, index, world);
      if (x + radius < 0 || y + radius < 0 || x - radius > width || y - radius > height) {
        continue;
      }
      const color = colorOf(points.color, index);
      if (radius > STAMPED) {
        disc(context, x, y, radius, color);
        continue;
      }
      const rounded = Math.round(radius * 4) / 4;
      const name = `${rounded} ${color}`;
      const stamp = stamps.get(name) ?? makeStamp(rounded, color);
      stamps.set(name, stamp);
      const side = stamp.width / (window.devicePixelRatio || 1);
      context.drawImage(stamp, x - side / 2, y - side / 2, side, side);
    }
  }
}

function radiusOf(points: Points, index: number, world: number): number {
  const metres = typeof points.radius === 'number' ? points.radius : points.radius[index]!;
  const metre = world / (EQUATOR * Math.cos((points.latitude[index]! * Math.PI) / 180));
  return Math.max(SMALLEST, metres * metre);
}

function colorOf(colors: Points['color'], index: number): string {
  const at = colors instanceof Uint8Array ? 4 * index : 0;
  return `rgba(${colors[at]}, ${colors[at + 1]}, ${colors[at + 2]}, ${colors[at + 3]! / 255})`;
}

function makeStamp(radius: number, color: string): HTMLCanvasElement {
  const stamp = document.createElement('canvas');
  const ratio = window.devicePixelRatio || 1;
  stamp.width = stamp.height = Math.ceil((2 * radius + 2) * ratio);
  const context = stamp.getContext('2d')!;
  disc(context, stamp.width / 2, stamp.width / 2, radius * ratio, color);
  return stamp;
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number, color: string): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = color;
  context.fill();
}
