import type { Page, Placed } from '../../layouts/document.ts';
import { type Edit, freshId, onWidgets, pageOf } from './edits.ts';

/** The ids with everything that is in a group with one of them, in the order of the page. */
export function withGroups(widgets: readonly Placed[], ids: readonly string[]): string[] {
  const groups = new Set(widgets.flatMap(({ id, group }) => (group && ids.includes(id) ? [group] : [])));
  return widgets.filter(({ id, group }) => ids.includes(id) || (group && groups.has(group))).map(({ id }) => id);
}

/** The group that all of them are in and nothing else is; undefined when there is none. */
export function wholeGroup(widgets: readonly Placed[], ids: readonly string[]): string | undefined {
  const group = widgets.find(({ id }) => id === ids[0])?.group;
  if (!group) return undefined;
  const members = widgets.filter((widget) => widget.group === group).map(({ id }) => id);
  return members.length === ids.length && members.every((id) => ids.includes(id)) ? group : undefined;
}

const groupsOf = ({ widgets }: Page) => widgets.flatMap(({ group }) => (group ? [group] : []));

/** Makes one group of them; groups that they were in are left. Those groups of which one is left fall apart. */
export const group =
  (page: string, ids: readonly string[]): Edit =>
  (document) => {
    const standing = pageOf(document, page);
    if (!standing || ids.length < 2) return document;
    const made = freshId('group', new Set(groupsOf(standing)));
    return unsingle(page)(onWidgets(page, ids, (widget) => ({ ...widget, group: made }))(document));
  };

const ungrouped = ({ group: _, ...widget }: Placed): Placed => widget;

export const ungroup = (page: string, ids: readonly string[]): Edit =>
  onWidgets(page, ids, (widget) => (widget.group ? ungrouped(widget) : widget));

/** A group of one is none. */
export const unsingle =
  (page: string): Edit =>
  (document) => {
    const standing = pageOf(document, page);
    const groups = standing ? groupsOf(standing) : [];
    const alone = (one: Placed) => one.group !== undefined && groups.filter((name) => name === one.group).length === 1;
    const ids = standing?.widgets.filter(alone).map(({ id }) => id) ?? [];
    return ids.length > 0 ? ungroup(page, ids)(document) : document;
  };
