// The look that the author gives the app in `[theme]` of config.toml: a style sheet that the kernel writes.
import { useLayoutEffect } from 'react';

export interface CustomTheme {
  /** What the sheet calls the app by. */
  id: string;
  style: string;
}

export function useCustomTheme(root: HTMLElement, theme: CustomTheme | null | undefined): void {
  const { id, style } = theme ?? {};
  useLayoutEffect(() => {
    // The server wrote that of a published page into it, for its first sight.
    document.getElementById('streamkit-theme')?.remove();
    if (id === undefined || style === undefined) {
      return;
    }
    const sheet = document.head.appendChild(document.createElement('style'));
    sheet.textContent = style;
    root.dataset.theme = id;
    document.body.dataset.streamkitStyle = id;
    return () => {
      sheet.remove();
      delete root.dataset.theme;
      delete document.body.dataset.streamkitStyle;
    };
  }, [root, id, style]);
}
