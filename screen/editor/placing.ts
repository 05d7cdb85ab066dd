import type { Page, Placed } from '../../layouts/document.ts';
import { type Point, reach, shifted } from './boxes.ts';
import { type Edit, freshId, onPage, onWidgets, pageOf } from './edits.ts';
import { unsingle } from './groups.ts';

/** A page takes so many widgets. */
export const MOST_WIDGETS = 200;

/** Widgets with ids and groups of their own beside those of a page; undefined when the page has no room for them. */
export function renewed(page: Page, widgets: readonly Placed[]): Placed[] | undefined {
  if (page.widgets.length + widgets.length > MOST_WIDGETS) return undefined;
  const taken = new Set(page.widgets.map(({ id }) => id));
  const groups = new Set(page.widgets.flatMap(({ group }) => (group ? [group] : [])));
  const named = new Map<string, string>();
  return widgets.map((widget) => {
    const id = freshId(widget.id, taken);
    taken.add(id);
    if (!widget.group) return { ...widget, id };
    const group = named.get(widget.group) ?? freshId(widget.group, groups);
    named.set(widget.group, group);
    groups.add(group);
    return { ...widget, id, group };
  });
}

/** Puts widgets on top of a page, as they are. */
export const insert = (page: string, widgets: readonly Placed[]): Edit =>
  onPage(page, (standing) => ({ ...standing, widgets: [...standing.widgets, ...widgets] }));

/** Moves widgets together, as far as a layout takes all of them. */
export const move =
  (page: string, ids: readonly string[], by: Point): Edit =>
  (document) => {
    const moved = pageOf(document, page)?.widgets.filter(({ id }) => ids.includes(id)) ?? [];
    const way = reach(
      moved.map(({ box }) => box),
      by,
    );
    if (way.x === 0 && way.y === 0) return document;
    return onWidgets(page, ids, (widget) => ({ ...widget, box: shifted(widget.box, way) }))(document);
  };

export const remove =
  (page: string, ids: readonly string[]): Edit =>
  (document) =>
    unsingle(page)(
      onPage(page, (standing) => {
        const widgets = standing.widgets.filter(({ id }) => !ids.includes(id));
        return widgets.length === standing.widgets.length ? standing : { ...standing, widgets };
      })(document),
    );

/** Copies of widgets of a page, so far from them as a layout takes them; undefined when the page has no room. */
export function copies(page: Page, ids: readonly string[], by: Point): Placed[] | undefined {
  const made = page.widgets.filter(({ id }) => ids.includes(id));
  const way = reach(
    made.map(({ box }) => box),
    by,
  );
  return renewed(
    page,
    made.map((widget) => ({ ...widget, box: shifted(widget.box, way) })),
  );
}
