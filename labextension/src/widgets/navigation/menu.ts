// The menu of an app's pages, as the kernel tells it.
export interface MenuPage {
  title_html: string;
  icon?: string;
  help_html?: string;
  /** Its path in the address; pages outside have none. */
  path?: string;
  /** Pages outside open in a tab of their own. */
  url?: string;
}

export interface Section {
  heading_html?: string;
  pages: MenuPage[];
}

export interface Menu {
  position: 'sidebar' | 'top' | 'hidden';
  expanded: boolean | number;
  sections: Section[];
}

export const countPages = (menu: Menu): number =>
  menu.sections.reduce((sum, { pages }) => sum + pages.length, 0);

/** A menu of a single page leads nowhere. */
export function stands(menu: Menu | undefined, position: Menu['position']): menu is Menu {
  return (
    menu?.position === position && (countPages(menu) > 1 || menu.sections.some(each => each.heading_html))
  );
}

/** The first pages of a menu, with their headings. */
export function firstPages(sections: Section[], count: number): Section[] {
  let room = count;
  return sections
    .map(section => {
      const pages = section.pages.slice(0, Math.max(room, 0));
      room -= section.pages.length;
      return { ...section, pages };
    })
    .filter(section => section.pages.length > 0);
}
