import type { Layout, Page, Placed } from '../../layouts/document.ts';

/** Every edit is a function from a document to a document. What it does not touch keeps its identity; a document in which nothing changes is returned itself. */
export type Edit = (document: Layout) => Layout;

export const pageOf = (document: Layout, id: string): Page | undefined => document.pages.find((page) => page.id === id);

const mapped = <T>(all: T[], change: (one: T) => T): T[] => {
  const made = all.map(change);
  return made.some((one, index) => one !== all[index]) ? made : all;
};

export const onPage =
  (id: string, change: (page: Page) => Page): Edit =>
  (document) => {
    const pages = mapped(document.pages, (page) => (page.id === id ? change(page) : page));
    return pages === document.pages ? document : { ...document, pages };
  };

/** Changes the widgets of a page that are named, in one edit. */
export const onWidgets = (page: string, ids: readonly string[], change: (widget: Placed) => Placed): Edit => {
  const named = new Set(ids);
  return onPage(page, (standing) => {
    const widgets = mapped(standing.widgets, (widget) => (named.has(widget.id) ? change(widget) : widget));
    return widgets === standing.widgets ? standing : { ...standing, widgets };
  });
};

/** An id that is not taken: the wish itself, else with the first number that is free behind it. */
export function freshId(wish: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wish)) return wish;
  const stem = wish.replace(/-\d+$/, '').slice(0, 58);
  for (let number = 2; ; number += 1) {
    const id = `${stem}-${number}`;
    if (!taken.has(id)) return id;
  }
}
