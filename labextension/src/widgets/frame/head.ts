// Title and icon of the browser's tab.
import { useEffect } from 'react';

import type { AppProps } from './frame';
import { restoreTheme } from './theme';

export function usePageHead(page: boolean, { page_title: title, page_icon: icon }: AppProps): void {
  useEffect(() => {
    if (page) {
      restoreTheme();
    }
  }, [page]);
  useEffect(() => {
    if (page && title) {
      document.title = title;
    }
  }, [page, title]);
  useEffect(() => {
    if (page && icon) {
      void showIcon(icon);
    }
  }, [page, icon]);
}

async function showIcon(icon: string): Promise<void> {
  const symbol = /^:material\/(\w+):$/.exec(icon)?.[1];
  iconLink().href = symbol ? await drawSymbol(symbol) : iconAddress(icon);
}

/** A picture of a symbol: icons of tabs cannot use our font. */
async function drawSymbol(name: string): Promise<string> {
  await import('../style/symbols.css');
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 64;
  const font = '64px "Material Symbols Rounded"';
  await document.fonts.load(font, name);
  const pen = canvas.getContext('2d')!;
  pen.font = font;
  pen.textBaseline = 'middle';
  pen.fillText(name, 0, 34);
  return canvas.toDataURL();
}

function iconLink(): HTMLLinkElement {
  const old = document.head.querySelector<HTMLLinkElement>('link[rel~="icon"]');
  const link = old ?? document.head.appendChild(document.createElement('link'));
  link.rel = 'icon';
  link.removeAttribute('type');
  return link;
}

/** An address stays one; an emoji becomes a picture of itself. */
function iconAddress(icon: string): string {
  if (/^(data:|https?:|\.{0,2}\/)/.test(icon)) {
    return icon;
  }
  const text = document.createElement('text');
  text.textContent = icon;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><text y=".9em" font-size="90">${text.innerHTML}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
