// The view of a page: one React root a view, all views of a page draw its one store.
import { DOMWidgetView } from '@jupyter-widgets/base';
import { createRoot, type Root } from 'react-dom/client';

import { Frame } from './frame/frame';
import { noteUse } from './frame/turn';
import type { AppModel } from './models';

export class AppView extends DOMWidgetView {
  declare model: AppModel;
  declare private root: Root;

  override render(): void {
    super.render();
    this.el.classList.add('streamkit');
    noteUse(this.model.store, this.el);
    this.root = createRoot(this.el);
    this.root.render(<Frame model={this.model} root={this.el} />);
    this.model.count(1);
    window.addEventListener('pagehide', this.leave);
    window.addEventListener('pageshow', this.comeBack);
  }

  override remove(): void {
    // Not at once: React may be drawing at this very moment.
    setTimeout(() => this.root.unmount());
    super.remove();
    this.model.count(-1);
    window.removeEventListener('pagehide', this.leave);
    window.removeEventListener('pageshow', this.comeBack);
  }

  private leave = () => this.model.count(-1);

  /** The browser had kept the page. */
  private comeBack = (event: PageTransitionEvent) => event.persisted && this.model.count(1);
}
