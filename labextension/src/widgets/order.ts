// The place of an event among those that this page sends to a kernel.
import type { WidgetModel } from '@jupyter-widgets/base';

type Place = [page: string, number: number];

const places = new WeakMap<object, Place>();

/**
 * Jupyter may hand the press of a button to the kernel before the text that was sent before it: they are messages
 * of two models. So events are counted, over all that a page has of one kernel: a widget manager.
 */
export function nextPlace(model: WidgetModel): Place {
  const manager = model.widget_manager;
  const [page, number] = places.get(manager) ?? [String(Math.random()).slice(2), 0];
  const place: Place = [page, number + 1];
  places.set(manager, place);
  return place;
}
