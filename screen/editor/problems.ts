import type { Box, Layout, Page, Placed, Words } from '../../layouts/document.ts';
import type { Problem as Refusal } from '../../stream/contract/failure.ts';
import { findMetric } from '../../stream/metrics/catalogue.ts';
import { refuse } from '../../stream/metrics/refuse.ts';
import { MOST_CONTEXTS } from '../chart/contexts.ts';
import { given, type Widget } from '../widgets/define.ts';
import { isQuery } from '../widgets/words.ts';
import { type Edit, onPage, onWidgets } from './edits.ts';
import { pageName } from './paging.ts';

/** What is wrong with a wall before it is published. Nothing of it stands in the way of publishing. */
export type ProblemKind =
  | 'type'
  | 'option'
  | 'metric'
  | 'query'
  | 'group'
  | 'unasked'
  | 'outside'
  | 'overlap'
  | 'contrast'
  | 'small'
  | 'cramped'
  | 'deep'
  | 'empty';

export interface Problem {
  kind: ProblemKind;
  page: string;
  /** None when it is about the page. */
  widgets: readonly Placed[];
  /** What the page is called, when it is about the page. */
  called?: Required<Words>;
  /** What of it: an option, a metric, a dimension, figures. */
  subject: string;
  /** Why the server would not answer it. */
  refusal?: Refusal;
  /** A way out that is exactly one edit. */
  fix?: { kind: 'inside' | 'least' | 'plain' | 'drop'; subject: string; edit: Edit };
}

/** The smallest text of a wall, px of the canvas; a smaller zoom makes it smaller. */
export const SMALLEST_TEXT = 20;
/** Widgets that others may lie upon. */
const GROUNDS: readonly string[] = ['border', 'image', 'video', 'china-map', 'world-map'];
/** Grounds that are no token: what is written on them may be of any contrast. Everywhere else the tokens answer for 4.5 : 1. */
const PICTURES: readonly string[] = ['image', 'video', 'china-map', 'world-map'];
/** Below this share of its least size a widget is cut; a little below it only stands close. */
const TIGHT = 0.65;
/** Frames may touch by a hair. */
const TOUCH = 2;

/** Everything that a look at the document tells, page by page; the ones that break a card first. */
export function problems(layout: Layout, widgets: ReadonlyMap<string, Widget>): Problem[] {
  return layout.pages.flatMap((page, index) => {
    const visible = page.widgets.filter(({ hidden }) => !hidden);
    const own = visible.flatMap((placed) => [
      ...ofType(page, placed, widgets.get(placed.type)),
      ...ofPlace(page, placed, layout.canvas, widgets.get(placed.type)),
    ]);
    const called = { 'zh-CN': pageName(page, index, 'zh-CN'), en: pageName(page, index, 'en') };
    const empty: Problem[] =
      visible.length === 0 ? [{ kind: 'empty', page: page.id, widgets: [], called, subject: '' }] : [];
    const deep = visible.filter(({ type }) => widgets.get(type)?.deep);
    const many: Problem[] =
      deep.length > MOST_CONTEXTS ? [{ kind: 'deep', page: page.id, widgets: deep, subject: String(deep.length) }] : [];
    return [...empty, ...own, ...overlaps(page, visible), ...unreadable(page, visible), ...many];
  });
}

/** Those that want a hand while a wall is still arranged: a page that nobody has put anything on only waits. */
export function pressing(found: readonly Problem[], { pages }: Layout): Problem[] {
  const waiting = new Set(pages.filter(({ widgets }) => widgets.length === 0).map(({ id }) => id));
  return found.filter(({ kind, page }) => kind !== 'empty' || !waiting.has(page));
}

function ofType(page: Page, placed: Placed, widget: Widget | undefined): Problem[] {
  const at = { page: page.id, widgets: [placed] };
  if (!widget) return [{ ...at, kind: 'type', subject: placed.type }];
  const found: Problem[] = [];
  const options = widget.options.safeParse(placed.options ?? {});
  for (const issue of options.success ? [] : options.error.issues) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? '')];
    for (const key of keys)
      found.push({
        ...at,
        kind: 'option',
        subject: key,
        fix: { kind: 'drop', subject: key, edit: onWidgets(page.id, [placed.id], (one) => withoutOption(one, key)) },
      });
  }
  const asked = given(placed);
  if (asked.length === 0 && !widget.queries) found.push({ ...at, kind: 'unasked', subject: '' });
  for (const query of asked) {
    if (!isQuery(query)) continue;
    const refused = refuse(query);
    if (refused) {
      const of =
        refused.code === 'metric'
          ? { kind: 'metric' as const, subject: query.metrics.find((id) => !findMetric(id)) ?? query.sort ?? '' }
          : { kind: 'query' as const, subject: '' };
      found.push({ ...at, ...of, refusal: refused.problem() });
    } else if (query.by && widget.groups && !widget.groups.includes(query.by))
      found.push({ ...at, kind: 'group', subject: query.by });
  }
  return found;
}

function withoutOption(placed: Placed, key: string): Placed {
  if (placed.options?.[key] === undefined) return placed;
  const { [key]: _, ...options } = placed.options;
  return { ...placed, options };
}

interface Extent {
  width: number;
  height: number;
}

function ofPlace(page: Page, placed: Placed, canvas: Extent, widget: Widget | undefined): Problem[] {
  const at = { page: page.id, widgets: [placed] };
  const { box } = placed;
  const zoom = placed.zoom ?? 1;
  const found: Problem[] = [];
  if (box.x < 0 || box.y < 0 || box.x + box.width > canvas.width || box.y + box.height > canvas.height) {
    const fits = box.width <= canvas.width && box.height <= canvas.height;
    const inside = (start: number, length: number, room: number) => Math.min(Math.max(0, start), room - length);
    found.push({
      ...at,
      kind: 'outside',
      subject: `${box.x}, ${box.y}`,
      ...(fits
        ? {
            fix: {
              kind: 'inside',
              subject: '',
              edit: onWidgets(page.id, [placed.id], (one) => ({
                ...one,
                box: {
                  ...one.box,
                  x: inside(one.box.x, one.box.width, canvas.width),
                  y: inside(one.box.y, one.box.height, canvas.height),
                },
              })),
            },
          }
        : {}),
    });
  }
  if (zoom < 1)
    found.push({
      ...at,
      kind: 'small',
      subject: String(Math.floor(SMALLEST_TEXT * zoom * 10) / 10),
      fix: {
        kind: 'plain',
        subject: String(SMALLEST_TEXT),
        edit: onWidgets(page.id, [placed.id], ({ zoom: _, ...one }) => one),
      },
    });
  const least = widget && {
    width: Math.ceil(widget.sizes.least.width * zoom),
    height: Math.ceil(widget.sizes.least.height * zoom),
  };
  if (least && (box.width < least.width * TIGHT || box.height < least.height * TIGHT)) {
    const size = { width: Math.max(box.width, least.width), height: Math.max(box.height, least.height) };
    const subject = `${size.width} × ${size.height}`;
    found.push({
      ...at,
      kind: 'cramped',
      subject: `${box.width} × ${box.height}`,
      fix: {
        kind: 'least',
        subject,
        edit: onWidgets(page.id, [placed.id], (one) => ({ ...one, box: { ...one.box, ...size } })),
      },
    });
  }
  return found;
}

const meet = (one: Box, other: Box) =>
  Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x) > TOUCH &&
  Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y) > TOUCH;

/** Each widget with all it lies upon: one problem, however many they are. */
function overlaps(page: Page, visible: readonly Placed[]): Problem[] {
  const found: Problem[] = [];
  const solid = visible.filter(({ type }) => !GROUNDS.includes(type));
  solid.forEach((upper, index) => {
    const under = solid.slice(0, index).filter(({ box }) => meet(box, upper.box));
    if (under.length > 0) found.push({ kind: 'overlap', page: page.id, widgets: [upper, ...under], subject: '' });
  });
  return found;
}

/** Each widget that is written upon a picture or a map. */
function unreadable(page: Page, visible: readonly Placed[]): Problem[] {
  return visible.flatMap((upper, index): Problem[] => {
    if (GROUNDS.includes(upper.type)) return [];
    const under = visible.slice(0, index).filter(({ type, box }) => PICTURES.includes(type) && meet(box, upper.box));
    return under.length > 0 ? [{ kind: 'contrast', page: page.id, widgets: [upper, ...under], subject: '4.5' }] : [];
  });
}

/** Makes every fix that there is, in one edit. */
export const fixAll =
  (found: readonly Problem[]): Edit =>
  (document) =>
    found.reduce((fixed, { fix }) => (fix ? fix.edit(fixed) : fixed), document);

/** Takes the widgets of a problem away. */
export const without = ({ page, widgets }: Problem): Edit =>
  onPage(page, (present) => ({
    ...present,
    widgets: present.widgets.filter(({ id }) => !widgets.some((one) => one.id === id)),
  }));
