// The panel: empty until it is first shown, so that whoever never opens it loads nothing.
import type { Message } from '@lumino/messaging';
import { SplitPanel, Widget } from '@lumino/widgets';

import { previewIcon } from './icon';
import type { Services } from './services';

export const PANEL_ID = 'streamkit-preview';

/** Make room for a panel that a sidebar first shows; the user may make it smaller. */
function widen(panel: Widget, pixels: number): void {
  let child: Widget = panel;
  while (child.parent && !(child.parent instanceof SplitPanel && child.parent.orientation === 'horizontal')) {
    child = child.parent;
  }
  const split = child.parent as SplitPanel | null;
  const missing = pixels - panel.node.offsetWidth;
  if (panel.id === PANEL_ID && split && missing > 0) {
    const at = split.widgets.indexOf(child);
    const sizes = split.relativeSizes();
    const widest = sizes.indexOf(Math.max(...sizes.filter((_, index) => index !== at)));
    const part = missing / split.node.offsetWidth;
    split.setRelativeSizes(
      sizes.map((size, index) => size + (index === at ? part : index === widest ? -part : 0))
    );
  }
}

export class PreviewPanel extends Widget {
  private unmount?: () => void;
  private begun = false;

  constructor(
    private readonly services: Services,
    id: string
  ) {
    super();
    const label = services.trans.__('App preview');
    this.id = id;
    this.addClass('streamkit-preview');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', label);
    this.title.icon = previewIcon;
    this.title.caption = label;
    this.title.closable = true;
  }

  override dispose(): void {
    this.unmount?.();
    super.dispose();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    void this.fill();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (this.isVisible) {
      void this.fill();
    }
  }

  private async fill(): Promise<void> {
    if (this.begun) {
      return;
    }
    this.begun = true;
    const { mount } = await import('./content');
    if (!this.isDisposed) {
      this.unmount = mount(this, this.services);
      widen(this, this.services.settings().panelWidth);
    }
  }
}
