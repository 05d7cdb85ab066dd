import type { Layout, Page, Placed } from '../../layouts/document.ts';

/** Every edit is a function from a document to a document. What it does not touch keeps its identity; a document in which nothing changes is returned itself. */
export type Edit = (document: Layout) => Layout;

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
export const onWidgets = (page: string, ids: readonly string[], change: (widget: Placed) => Placed): Edit =>
  onPage(page, (standing) => {
    const widgets = mapped(standing.widgets, (widget) => (ids.includes(widget.id) ? change(widget) : widget));
    return widgets === standing.widgets ? standing : { ...standing, widgets };
  });
