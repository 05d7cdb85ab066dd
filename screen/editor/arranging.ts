import type { Box, Placed } from '../../layouts/document.ts';
import { around, broughtInside, sameBox } from './boxes.ts';
import { type Edit, onWidgets, pageOf } from './edits.ts';
import { type Axis, span } from './guides.ts';

/** Where widgets are brought to: the start, the middle or the end of an axis. */
export type Side = 'start' | 'middle' | 'end';

const on = (axis: Axis) =>
  axis === 'x' ? ({ place: 'x', length: 'width' } as const) : ({ place: 'y', length: 'height' } as const);

/** Gives each of the widgets the box that is made for it; what stays where it is stays the same object. */
const boxed = (page: string, ids: readonly string[], made: (widget: Placed) => Box | undefined): Edit =>
  onWidgets(page, ids, (widget) => {
    const box = made(widget);
    return !box || sameBox(box, widget.box) ? widget : { ...widget, box };
  });

/** What moves as one: a group, or a widget that is in none. */
function blocks(widgets: readonly Placed[]): Placed[][] {
  const found = new Map<string, Placed[]>();
  for (const widget of widgets) {
    const name = widget.group ? `group ${widget.group}` : widget.id;
    found.set(name, [...(found.get(name) ?? []), widget]);
  }
  return [...found.values()];
}

/** Where each block goes on an axis: ids with how far. */
const pushed = (page: string, axis: Axis, ways: readonly { block: readonly Placed[]; by: number }[]): Edit => {
  const far = new Map(ways.flatMap(({ block, by }) => block.map(({ id }) => [id, Math.round(by)] as const)));
  const { place } = on(axis);
  return boxed(page, [...far.keys()], ({ id, box }) => ({ ...box, [place]: box[place] + (far.get(id) ?? 0) }));
};

/** Brings widgets to a side of the box around them; one widget or group alone to a side of the canvas. Groups stay whole. */
export const align =
  (page: string, ids: readonly string[], axis: Axis, side: Side): Edit =>
  (document) => {
    const widgets = pageOf(document, page)?.widgets.filter(({ id }) => ids.includes(id)) ?? [];
    const parts = apart(widgets);
    const frame = parts.length > 1 ? around(widgets.map(({ box }) => box)) : { x: 0, y: 0, ...document.canvas };
    if (!frame) return document;
    const target = span(frame, axis)[side];
    const ways = parts.map((block) => ({ block, by: target - spanOf(block, axis)[side] }));
    return pushed(page, axis, ways)(document);
  };

/** Groups as blocks, unless all of them are of one group: then its members are meant. */
const apart = (widgets: readonly Placed[]): Placed[][] => {
  const made = blocks(widgets);
  return made.length === 1 && widgets.length > 1 ? widgets.map((widget) => [widget]) : made;
};
const spanOf = (block: readonly Placed[], axis: Axis) =>
  span(around(block.map(({ box }) => box)) ?? { x: 0, y: 0, width: 0, height: 0 }, axis);

/** Makes the gaps between them equal on an axis; the first and the last stay. Whole px: no two gaps differ by more than one. */
export const distribute =
  (page: string, ids: readonly string[], axis: Axis): Edit =>
  (document) => {
    const widgets = pageOf(document, page)?.widgets.filter(({ id }) => ids.includes(id)) ?? [];
    const rows = apart(widgets)
      .map((block) => ({ block, ...spanOf(block, axis) }))
      .sort((a, b) => a.middle - b.middle);
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last || rows.length < 3) return document;
    const lengths = rows.reduce((sum, { start, end }) => sum + end - start, 0);
    const gap = (last.end - first.start - lengths) / (rows.length - 1);
    let at = first.start;
    const ways = rows.map(({ block, start, end }) => {
      const by = Math.round(at) - start;
      at += end - start + gap;
      return { block, by };
    });
    return pushed(page, axis, ways.slice(1, -1))(document);
  };

/** Makes all of them as large as the first that was selected. */
export const sameSize =
  (page: string, ids: readonly string[]): Edit =>
  (document) => {
    const model = pageOf(document, page)?.widgets.find(({ id }) => id === ids[0])?.box;
    if (!model) return document;
    return boxed(page, ids, ({ box }) => ({ ...box, width: model.width, height: model.height }))(document);
  };

/** Brings what lies beyond the canvas back onto it; what is larger than it begins at its corner. */
export const broughtBack =
  (page: string, ids: readonly string[]): Edit =>
  (document) =>
    boxed(page, ids, ({ box }) => broughtInside(box, document.canvas))(document);
