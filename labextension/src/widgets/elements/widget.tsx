import type { DOMWidgetView, WidgetModel } from '@jupyter-widgets/base';
import { Widget as LuminoWidget } from '@lumino/widgets';
import { useEffect, useRef } from 'react';

import type { ElementProps } from '../elements';

/** Any ipywidget, drawn by its own view. */
export function Widget({ node, store }: ElementProps) {
  const ref = useRef<HTMLDivElement>(null);
  const model = store.model(node.model);
  useEffect(() => (model ? mount(model, ref.current!) : undefined), [model]);
  return <div ref={ref} className="st-foreign" data-testid="stWidget" />;
}

/** Returns what takes the view away again. */
function mount(model: WidgetModel, host: HTMLElement): () => void {
  let gone = false;
  const made = model.widget_manager.create_view<DOMWidgetView>(model).then(view => {
    if (!gone) {
      LuminoWidget.attach(view.luminoWidget, host);
    }
    return view;
  });
  return () => {
    gone = true;
    void made.then(view => view.remove());
  };
}
