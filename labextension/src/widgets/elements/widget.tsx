import type { DOMWidgetView, WidgetModel } from '@jupyter-widgets/base';
import type { Widget as LuminoWidget } from '@lumino/widgets';
import { useLayoutEffect, useRef } from 'react';

import type { ElementProps } from '../elements';

/** Any ipywidget, drawn by its own view. */
export function Widget({ node, store }: ElementProps) {
  const ref = useRef<HTMLDivElement>(null);
  const model = store.model(node.model);
  useLayoutEffect(() => (model ? mount(model, ref.current!) : undefined), [model]);
  return <div ref={ref} className="st-foreign" data-testid="stWidget" />;
}

/**
 * Foreign views live in Lumino, which our React tree is no part of: they hear from us when they are shown,
 * resized and taken away. Returns what takes the view away again.
 */
function mount(model: WidgetModel, host: HTMLElement): () => void {
  let gone = false;
  let view: DOMWidgetView | undefined;
  const resized = new ResizeObserver(() => {
    if (view) {
      view.luminoWidget.processMessage(lumino(view).ResizeMessage.UnknownSize);
    }
  });
  void model.widget_manager.create_view<DOMWidgetView>(model).then(made => {
    if (gone) {
      made.remove();
      return;
    }
    view = made;
    lumino(made).attach(made.luminoWidget, host);
    resized.observe(host);
  });
  return () => {
    gone = true;
    resized.disconnect();
    if (view) {
      detach(view);
      view.remove();
    }
  };
}

/** Lumino as the view knows it: a page of ours has none until a foreign widget brings it. */
const lumino = (view: DOMWidgetView) => view.luminoWidget.constructor as typeof LuminoWidget;

/** Like Lumino's own `detach`, which refuses when the page around the widget is gone already. */
function detach(view: DOMWidgetView): void {
  const { luminoWidget: widget } = view;
  if (widget.isAttached) {
    const { Msg } = lumino(view);
    widget.processMessage(Msg.BeforeDetach);
    widget.node.remove();
    widget.processMessage(Msg.AfterDetach);
  }
}
