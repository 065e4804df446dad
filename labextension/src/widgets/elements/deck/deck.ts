// Maps of deck.gl. This module brings deck.gl, so it loads when the first such map appears.
import * as aggregation from '@deck.gl/aggregation-layers';
import { Deck, type Layer, MapView, type PickingInfo } from '@deck.gl/core';
import { JSONConverter } from '@deck.gl/json';
import * as layers from '@deck.gl/layers';
import { GeoJsonLayer } from '@deck.gl/layers';
import type { Feature, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

export interface DeckSpec {
  initialViewState?: { [name: string]: unknown };
  layers?: { [name: string]: unknown }[];
  tooltip?: boolean | { html?: string; text?: string; style?: { [name: string]: string } };
  [name: string]: unknown;
}
export interface Picked {
  layer: string;
  index: number;
  object: unknown;
}

type Color = [number, number, number];
/** Maps that begin at this zoom get the fine coasts. */
const NEAR = 5;
const LAND: { [theme: string]: { fill: Color; line: Color } } = {
  light: { fill: [244, 243, 239], line: [169, 188, 203] },
  dark: { fill: [43, 48, 59], line: [75, 90, 107] }
};

export class DeckMap {
  private readonly deck: Deck<MapView>;
  private spec!: DeckSpec;
  private layers: Layer[] = [];
  private land: Layer | null = null;
  private view = '';

  constructor(
    host: HTMLElement,
    private dark: boolean,
    private readonly pick: (picked: Picked) => void
  ) {
    this.deck = new Deck({
      parent: host as HTMLDivElement,
      views: new MapView({ repeat: true }),
      controller: true,
      initialViewState: { longitude: 0, latitude: 20, zoom: 1 },
      style: { position: 'absolute' },
      getTooltip: info => this.tooltip(info) as never,
      onClick: info => this.clicked(info)
    });
  }

  /** The view stays where its reader moved it, unless the script asks for another one. */
  show(spec: DeckSpec): void {
    this.spec = spec;
    const converted = new JSONConverter({
      configuration: { classes: { ...layers, ...aggregation, MapView } }
    }).convert({ layers: spec.layers ?? [] }) as { layers: Layer[] };
    this.layers = converted.layers.filter(Boolean);
    const view = JSON.stringify(spec.initialViewState);
    if (spec.initialViewState && view !== this.view) {
      this.view = view;
      this.deck.setProps({ initialViewState: { ...spec.initialViewState } as never });
    }
    this.draw();
    void this.bringLand();
  }

  paint(dark: boolean): void {
    this.dark = dark;
    void this.bringLand();
  }

  dispose(): void {
    this.deck.finalize();
  }

  private draw(): void {
    this.deck.setProps({ layers: this.land ? [this.land, ...this.layers] : this.layers });
  }

  private async bringLand(): Promise<void> {
    const { longitude = 0, latitude = 20, zoom = 0 } = this.spec?.initialViewState ?? {};
    const center = Number(zoom) >= NEAR ? ([Number(longitude), Number(latitude)] as const) : null;
    const id = `land-${center?.map(Math.round)}-${this.dark}`;
    if (this.land?.id === id) {
      return;
    }
    const data = await landAround(center);
    const ink = LAND[this.dark ? 'dark' : 'light']!;
    this.land = new GeoJsonLayer({
      id,
      data: data as never,
      getFillColor: ink.fill,
      getLineColor: ink.line,
      lineWidthUnits: 'pixels',
      getLineWidth: 0.7,
      parameters: { depthWriteEnabled: false }
    });
    this.draw();
  }

  private clicked(info: PickingInfo): void {
    if (info.layer && info.picked && info.layer.id !== this.land?.id) {
      this.pick({ layer: info.layer.id, index: info.index, object: info.object });
    }
  }

  private tooltip(info: PickingInfo): object | null {
    const { tooltip } = this.spec ?? {};
    if (!info.picked || !tooltip || typeof tooltip !== 'object') {
      return null;
    }
    const fill = (text: string, safe: (value: string) => string) =>
      text.replace(/\{([\w.]+)\}/g, (whole, name: string) => {
        const value = fieldOf(info.object, name);
        return value === undefined ? whole : safe(String(value));
      });
    const { html, text, style } = tooltip;
    return html ? { html: fill(html, escaped), style } : { text: fill(text ?? '', value => value), style };
  }
}

/** How far from the middle of the view coasts are fine, in degrees. */
const AROUND = 8;

/** The land of the earth: coarse, and fine where one looks closely. All of it fine would take seconds to draw. */
async function landAround(center: readonly [number, number] | null): Promise<Feature<Polygon>[]> {
  const coarse = pieces((await import('world-atlas/countries-50m.json')).default);
  if (!center) {
    return coarse;
  }
  const fine = pieces((await import('world-atlas/countries-10m.json')).default);
  const isNear = (piece: Feature<Polygon>) => reaches(piece.geometry.coordinates[0]!, center);
  return [...coarse.filter(piece => !isNear(piece)), ...fine.filter(isNear)];
}

/** The countries, each island by itself. */
function pieces(topology: unknown): Feature<Polygon>[] {
  const atlas = topology as Topology<{ countries: GeometryCollection }>;
  return feature(atlas, atlas.objects.countries).features.flatMap(({ geometry }) => {
    const polygons =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : [];
    return polygons.map(coordinates => ({
      type: 'Feature' as const,
      properties: null,
      geometry: { type: 'Polygon' as const, coordinates }
    }));
  });
}

/** Whether the box of a coast comes near a point. */
function reaches(coast: Position[], center: readonly [number, number]): boolean {
  return center.every((middle, axis) => {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (const point of coast) {
      least = Math.min(least, point[axis]!);
      most = Math.max(most, point[axis]!);
    }
    return least <= middle + AROUND && most >= middle - AROUND;
  });
}

function fieldOf(object: unknown, path: string): unknown {
  const reach = (from: unknown) =>
    path
      .split('.')
      .reduce<unknown>((value, name) => (value as { [name: string]: unknown } | null)?.[name], from);
  return reach(object) ?? reach((object as { properties?: unknown } | null)?.properties);
}

const escaped = (value: string) => value.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
