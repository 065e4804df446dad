// The place of an event among those that this page sends to a kernel.
import type { WidgetModel } from '@jupyter-widgets/base';

type Place = [page: string, number: number];

const places = new WeakMap<object, Place>();

/**
 * Jupyter may hand the press of a button to the kernel before the text that was sent before it: they are messages
 * of two models. So events are counted, over all that a page has of one kernel: a widget manager.
 */
export function nextPlace(model: WidgetModel): Place {
  const [page, number] = place(model);
  places.set(model.widget_manager, [page, number + 1]);
  return [page, number + 1];
}

/** The name that this page goes by. */
export const pageName = (model: WidgetModel): string => place(model)[0];

function place(model: WidgetModel): Place {
  const known = places.get(model.widget_manager) ?? [String(Math.random()).slice(2), 0];
  places.set(model.widget_manager, known);
  return known;
}
