// The map itself. This module brings Leaflet, so it loads when the first map appears.
import * as L from 'leaflet';
import 'leaflet/dist/leaflet.css';

import { CanvasLayer } from './canvas';
import { drawLand, type Ink } from './land';
import { drawPoints, type Points } from './points';

export interface Tiles {
  url: string;
  attribution?: string;
}

/** Streamlit counts zooms by tiles of 512 pixels, Leaflet by 256. */
const TILE_ZOOM = 1;
/** A single point is shown from here. */
const NEAREST = 13;
const THANKS = 'Natural Earth';

export class Atlas {
  private readonly map: L.Map;
  private readonly dots: CanvasLayer;
  private readonly land?: CanvasLayer;
  private points: Points;
  private placed = false;

  constructor(
    private readonly host: HTMLElement,
    points: Points,
    private zoom: number | undefined,
    private ink: Ink,
    tiles: Tiles | undefined
  ) {
    this.points = points;
    this.map = L.map(host, { zoomSnap: 0.25, wheelPxPerZoomLevel: 90, minZoom: 1, maxZoom: 20 });
    this.map.attributionControl.setPrefix(false);
    L.control.scale().addTo(this.map);
    this.dots = new CanvasLayer(sheet => drawPoints(sheet, this.points));
    if (tiles) {
      L.tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: 20 }).addTo(this.map);
    } else {
      this.land = new CanvasLayer(sheet => drawLand(sheet, this.ink, () => this.land?.redraw()));
      this.map.attributionControl.addAttribution(THANKS);
    }
    this.map.on('moveend zoomend', () => this.tell());
    this.resize();
  }

  /** Other points: the map stays where its reader has moved it, unless none of them would be seen. */
  show(points: Points, zoom: number | undefined): void {
    const changed = zoom !== this.zoom;
    this.points = points;
    this.zoom = zoom;
    if (this.placed && (changed || !this.sees(points))) {
      this.place();
    }
    this.dots.redraw();
  }

  paint(ink: Ink): void {
    this.ink = ink;
    this.land?.redraw();
  }

  resize(): void {
    if (this.host.clientWidth === 0 || this.host.clientHeight === 0) {
      return;
    }
    this.map.invalidateSize({ animate: false });
    if (!this.placed) {
      this.placed = true;
      this.place();
      this.land?.addTo(this.map);
      this.dots.addTo(this.map);
    }
  }

  dispose(): void {
    this.map.remove();
  }

  private place(): void {
    const { box } = this.points;
    if (!box) {
      this.map.setView([20, 0], this.zoom === undefined ? 1.5 : this.zoom + TILE_ZOOM, { animate: false });
      return;
    }
    const bounds = L.latLngBounds([box.south, box.west], [box.north, box.east]);
    if (this.zoom === undefined) {
      this.map.fitBounds(bounds, { padding: [24, 24], maxZoom: NEAREST, animate: false });
    } else {
      this.map.setView(bounds.getCenter(), this.zoom + TILE_ZOOM, { animate: false });
    }
  }

  private sees({ box }: Points): boolean {
    return (
      !box ||
      this.map.getBounds().intersects([
        [box.south, box.west],
        [box.north, box.east]
      ])
    );
  }

  /** Where the map is, for whoever reads the page. */
  private tell(): void {
    const { lat, lng } = this.map.getCenter();
    this.host.dataset.center = `${lat.toFixed(5)},${lng.toFixed(5)}`;
    this.host.dataset.zoom = String(this.map.getZoom());
  }
}
