import type { Layout, Page, Placed } from '../../layouts/document.ts';
import { type Edit, onPage, onWidgets } from './edits.ts';
import { type FieldChange, fieldChanges, withFields } from './fields.ts';
import { orderAs, placeAs, sameOrder } from './rows.ts';

/** What became of something. `data` to `layers` are of widgets, the last of them seen by no wall; `order` is which lies above which. */
export type Change =
  | 'added'
  | 'removed'
  | 'moved'
  | 'resized'
  | 'data'
  | 'options'
  | 'title'
  | 'type'
  | 'hidden'
  | 'layers'
  | 'order'
  | 'page'
  | 'canvas';

/** One difference as a person would count it: the same change of several widgets is one. */
export interface Difference {
  change: Change;
  /** The page it is on; undefined for the layout itself. */
  page?: string;
  /** What it is about: widgets of that page; none for a page or the layout. */
  widgets: readonly Placed[];
  fields: readonly FieldChange[];
  /** Takes it back in a document that has it. */
  undo: Edit;
}

const KEYS = {
  data: ['query', 'queries', 'every'],
  options: ['options', 'zoom'],
  title: ['title', 'note'],
  type: ['type'],
  hidden: ['hidden'],
  layers: ['name', 'group', 'locked'],
} as const;
const PAGE_KEYS = ['title', 'params', 'seconds'];
const LAYOUT_KEYS = ['title', 'canvas', '$schema', 'schemaVersion', 'id'];

const some = (value: object, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)));
const between = (before: object, after: object, keys: readonly string[]) =>
  fieldChanges(some(before, keys), some(after, keys));

/** Everything by which `after` differs from `before`, in reading order: the layout, then page by page. */
export function differences(before: Layout, after: Layout): Difference[] {
  const found: Difference[] = [];
  const whole = between(before, after, LAYOUT_KEYS);
  if (whole.length > 0)
    found.push({
      change: 'canvas',
      widgets: [],
      fields: whole,
      undo: (document) => withFields(document, before, LAYOUT_KEYS),
    });
  if (!sameOrder(before.pages, after.pages))
    found.push({
      change: 'order',
      widgets: [],
      fields: [],
      undo: (document) => ({ ...document, pages: orderAs(document.pages, before.pages) }),
    });
  for (const page of after.pages) {
    const old = before.pages.find(({ id }) => id === page.id);
    if (old) found.push(...ofPage(old, page));
    else
      found.push({
        change: 'added',
        page: page.id,
        widgets: [],
        fields: [],
        undo: (document) => ({ ...document, pages: document.pages.filter(({ id }) => id !== page.id) }),
      });
  }
  for (const page of before.pages)
    if (!after.pages.some(({ id }) => id === page.id))
      found.push({
        change: 'removed',
        page: page.id,
        widgets: [],
        fields: [],
        undo: (document) => ({ ...document, pages: placeAs(document.pages, page, before.pages) }),
      });
  return found;
}

function ofPage(before: Page, after: Page): Difference[] {
  const page = after.id;
  const found: Difference[] = [];
  const fields = between(before, after, PAGE_KEYS);
  if (fields.length > 0)
    found.push({
      change: 'page',
      page,
      widgets: [],
      fields,
      undo: onPage(page, (present) => withFields(present, before, PAGE_KEYS)),
    });
  const changed = new Map<string, Difference>();
  for (const widget of after.widgets) {
    const old = before.widgets.find(({ id }) => id === widget.id);
    if (!old)
      found.push({
        change: 'added',
        page,
        widgets: [widget],
        fields: [],
        undo: onPage(page, (present) => ({
          ...present,
          widgets: present.widgets.filter(({ id }) => id !== widget.id),
        })),
      });
    else for (const one of ofWidget(page, old, widget)) join(changed, one);
  }
  for (const widget of before.widgets)
    if (!after.widgets.some(({ id }) => id === widget.id))
      found.push({
        change: 'removed',
        page,
        widgets: [widget],
        fields: [],
        undo: onPage(page, (present) => ({ ...present, widgets: placeAs(present.widgets, widget, before.widgets) })),
      });
  found.push(...changed.values());
  if (!sameOrder(before.widgets, after.widgets))
    found.push({
      change: 'order',
      page,
      widgets: [],
      fields: [],
      undo: onPage(page, (present) => ({ ...present, widgets: orderAs(present.widgets, before.widgets) })),
    });
  return found;
}

function* ofWidget(page: string, before: Placed, after: Placed): Iterable<Difference> {
  const one = (change: Change, keys: readonly string[], fields: readonly FieldChange[]): Difference => ({
    change,
    page,
    widgets: [after],
    fields,
    undo: onWidgets(page, [after.id], (widget) => withFields(widget, before, keys)),
  });
  const box = between(before, after, ['box']);
  const resized = box.some(({ path }) => path[1] === 'width' || path[1] === 'height');
  if (box.length > 0) yield one(resized ? 'resized' : 'moved', ['box'], box);
  for (const [change, keys] of Object.entries(KEYS) as [keyof typeof KEYS, readonly string[]][]) {
    const fields = between(before, after, keys);
    if (fields.length > 0) yield one(change, keys, fields);
  }
}

/** Widgets that were moved by as much, or in which the same became the same, are one difference. */
function join(found: Map<string, Difference>, one: Difference): void {
  const key = JSON.stringify([
    one.change,
    one.fields.map(({ path, before, after }) =>
      one.change === 'moved' ? [path, Number(after) - Number(before)] : [path, before, after],
    ),
  ]);
  const standing = found.get(key);
  found.set(
    key,
    standing
      ? {
          ...standing,
          widgets: [...standing.widgets, ...one.widgets],
          undo: (document) => one.undo(standing.undo(document)),
        }
      : one,
  );
}
