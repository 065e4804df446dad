// A layer of Leaflet that draws itself on one canvas, somewhat larger than the map so that dragging shows no edge.
import * as L from 'leaflet';

/** What a drawing needs to know: where the map is, in pixels of its zoom. */
export interface Sheet {
  context: CanvasRenderingContext2D;
  zoom: number;
  /** Pixels of the whole world at this zoom. */
  world: number;
  /** Pixels of the world's upper left corner, from that of the canvas. */
  left: number;
  top: number;
  width: number;
  height: number;
}

// What Leaflet's renderers do, and its types leave out.
interface Renderer {
  _map: L.Map;
  _container: HTMLCanvasElement;
  _bounds: L.Bounds;
  _update(): void;
}
const Base = L.Renderer as unknown as new (options: L.RendererOptions) => L.Renderer & Renderer;

export class CanvasLayer extends Base {
  constructor(private readonly paint: (sheet: Sheet) => void) {
    super({ padding: 0.4 });
  }

  redraw(): void {
    if (this._map) {
      this._update();
    }
  }

  _initContainer(): void {
    this._container = document.createElement('canvas');
  }

  _destroyContainer(): void {
    this._container.remove();
  }

  // Leaflet calls it after `_update`, for the shapes that other renderers hold.
  _updatePaths(): void {}

  override _update(): void {
    super._update();
    const { min } = this._bounds;
    const { x: width, y: height } = this._bounds.getSize();
    const ratio = window.devicePixelRatio || 1;
    const canvas = this._container;
    L.DomUtil.setPosition(canvas, min!);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const context = canvas.getContext('2d')!;
    context.scale(ratio, ratio);
    const zoom = this._map.getZoom();
    const origin = this._map.getPixelOrigin();
    this.paint({
      context,
      zoom,
      world: 256 * 2 ** zoom,
      left: -origin.x - min!.x,
      top: -origin.y - min!.y,
      width,
      height
    });
  }
}

/** The pixels at which copies of the world begin, as far as they are seen. */
export function copies({ left, world, width }: Sheet): number[] {
  const first = Math.floor(-left / world);
  const last = Math.floor((width - left) / world);
  return Array.from({ length: last - first + 1 }, (_, index) => left + (first + index) * world);
}

/** Longitude and latitude in the square of Mercator's world, both from 0 to 1. */
export const across = (longitude: number): number => longitude / 360 + 0.5;
export function down(latitude: number): number {
  const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, latitude)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}
