// The page's look as the grid's own theme.
import type { Theme } from '@glideapps/glide-data-grid';

import type { Look } from '../../parts/look';

const FONT = '14px';

export const cellFont = (look: Look) => `${FONT} ${look.font}`;

export function gridTheme(look: Look): Partial<Theme> {
  return {
    accentColor: look.primary,
    accentFg: look.background,
    accentLight: faint(look.primary, 0.12),
    textDark: look.text,
    textMedium: look.faded,
    textLight: look.faded,
    textBubble: look.text,
    textHeader: look.headerText,
    textGroupHeader: look.headerText,
    textHeaderSelected: look.background,
    bgIconHeader: look.faded,
    fgIconHeader: look.background,
    bgCell: look.background,
    bgCellMedium: look.shade,
    bgHeader: look.header,
    bgHeaderHasFocus: look.header,
    bgHeaderHovered: look.shade,
    bgBubble: look.shade,
    bgBubbleSelected: look.shade,
    bgSearchResult: faint(look.palette.yellow!, 0.3),
    borderColor: look.tableLine,
    drilldownBorder: look.line,
    linkColor: look.link,
    headerFontStyle: FONT,
    baseFontStyle: FONT,
    markerFontStyle: '12px',
    editorFontSize: FONT,
    fontFamily: look.font,
    lineHeight: 1.4,
    headerIconSize: 18
  };
}

/** `rgb(1, 2, 3)` with another opacity. */
export function faint(color: string, opacity: number): string {
  const [red, green, blue] = color.match(/[\d.]+/g) ?? ['128', '128', '128'];
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}
