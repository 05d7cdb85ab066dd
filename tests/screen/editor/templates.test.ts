import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Placed, readLayout } from '../../../layouts/document.ts';
import { same } from '../../../screen/editor/fields.ts';
import { COMPARES, dimensionsOf, fits, impossible, STEP_CHOICES, WINDOWS } from '../../../screen/editor/offering.ts';
import { askedOf, asking, beside, inPlace, queryOf, withoutAsked } from '../../../screen/editor/querying.ts';
import {
  dropMetric,
  type Put,
  putBy,
  putCompare,
  putFilter,
  putMetric,
  putSort,
  putStep,
  putTop,
  putWindow,
} from '../../../screen/editor/queryParts.ts';
import { recalled } from '../../../screen/editor/recalling.ts';
import { drawnAs } from '../../../screen/editor/replacing.ts';
import type { Widget } from '../../../screen/widgets/define.ts';
import { WIDGETS } from '../../../screen/widgets/index.ts';
import { isQuery } from '../../../screen/widgets/words.ts';
import { DIMENSIONS, type Query } from '../../../stream/contract/query.ts';
import { METRICS } from '../../../stream/metrics/catalogue.ts';

const ROOM = join(import.meta.dirname, '../../../layouts');
const templates = readdirSync(ROOM)
  .filter((name) => name.endsWith('.json') && !name.includes('schema'))
  .map((name) => {
    const read = readLayout(JSON.parse(readFileSync(join(ROOM, name), 'utf8')));
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    return read.layout;
  });
const widgetOf = (placed: Placed) => WIDGETS.get(placed.type) as Widget;
/** Every query of every template, with what the panel makes of its place. */
const asked = templates.flatMap(({ id, pages }) =>
  pages
    .flatMap(({ widgets }) => widgets)
    .flatMap((placed) =>
      askedOf(placed, widgetOf(placed)).flatMap((one, place) => {
        const own = widgetOf(placed);
        return isQuery(one) && own.asks
          ? [{ name: `${id}/${placed.id}/${place}`, placed, place, query: one, own, widget: inPlace(own, place) }]
          : [];
      }),
    ),
);

/** What the form offers for one part, beside what the part is. */
function choices(query: Query, widget: Widget): { part: string; there: Put; back: Put }[] {
  const { window, compare, step, by, top, sort, filter, metrics } = query;
  const span = { from: '2026-11-10T20:00:00+08:00', to: '2026-11-11T02:00:00+08:00' };
  const put = (part: string, there: Put, back: Put) => ({ part, there, back });
  const all = [
    ...[...WINDOWS, 'campaign:1111' as const, span].map((one) => put('window', putWindow(one), putWindow(window))),
    ...[undefined, ...COMPARES, 'campaign:1111' as const].map((one) =>
      put('compare', putCompare(one), putCompare(compare)),
    ),
    ...[undefined, ...STEP_CHOICES].map((one) => put('step', putStep(one), putStep(step))),
    ...[undefined, ...dimensionsOf(widget)].map((one) => put('by', putBy(one), putBy(by))),
    ...[undefined, 3, 1_000].map((one) => put('top', putTop(one), putTop(top))),
    ...metrics.map((one) => put('sort', putSort(one), putSort(sort))),
    ...DIMENSIONS.map((one) => put(`filter ${one}`, putFilter(one, ['x']), putFilter(one, filter?.[one] ?? []))),
    ...METRICS.filter(({ id }) => !metrics.includes(id)).flatMap(({ id }) => [
      ...metrics.map((one, slot) => put(`metric ${slot}`, putMetric(slot, id), putMetric(slot, one))),
      put('another metric', putMetric(metrics.length, id), dropMetric(metrics.length)),
    ]),
    ...metrics.map((one, slot) =>
      put(`without metric ${slot}`, dropMetric(slot), (given) => ({
        ...given,
        metrics: given.metrics.toSpliced(slot, 0, one),
      })),
    ),
  ];
  const { asks } = widget;
  return all.filter(({ part, there }) => {
    // What a widget does not draw has no row in the form.
    if ((part === 'by' || part === 'step' || part === 'compare') && asks?.[part] === 'no') return false;
    if (asks?.fixed && (part === 'by' || part.includes('metric'))) return false;
    const wanted = there(query);
    return wanted.metrics.length > 0 && !same(wanted, query) && !impossible(widget, wanted);
  });
}
/** One change by the panel. */
function edited(from: Placed, own: Widget, place: number, put: Put, past: readonly Placed[] = []): Placed {
  const query = queryOf(from, own, place) as Query;
  return recalled(asking(from, own, put(query), place), from, past, own);
}

describe.each(asked)('the query $name', ({ placed, place, query, own, widget }) => {
  test('can be asked and drawn as it stands, and so can all that is offered', () => {
    expect(impossible(widget, query)).toBeUndefined();
    for (const { there } of choices(query, widget)) {
      const made = edited(placed, own, place, there);
      expect(impossible(widget, queryOf(made, own, place) as Query)).toBeUndefined();
    }
  });

  test('is what it was after any part of it was changed and changed back', () => {
    for (const { part, there, back } of choices(query, widget)) {
      const changed = edited(placed, own, place, there);
      expect([part, changed]).not.toEqual([part, placed]);
      expect([part, edited(changed, own, place, back, [placed])]).toEqual([part, placed]);
    }
  });

  test('is what it was after it was drawn as anything else that can, and again as it is', () => {
    if (place > 0 || own.asks?.fixed) return;
    const others = fits(query, WIDGETS).filter(({ type, why }) => !why && type !== placed.type);
    expect(others.length).toBeGreaterThan(0);
    for (const { type } of others) {
      const drawn = drawnAs(placed, type, WIDGETS) as Placed;
      expect([drawn.id, drawn.box, drawn.title, drawn.type]).toEqual([placed.id, placed.box, placed.title, type]);
      expect(impossible(WIDGETS.get(type) as Widget, queryOf(drawn, WIDGETS.get(type)) as Query)).toBeUndefined();
      expect([type, drawnAs(drawn, placed.type, WIDGETS, [placed])]).toEqual([type, placed]);
    }
  });
});

test('the templates ask enough to try this', () => {
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.some(({ place }) => place > 0)).toBe(true);
});

test('what a person set since is not set back', () => {
  const ranking = widgetOf({ type: 'ranking' } as Placed);
  const box = { x: 0, y: 0, width: 600, height: 300 };
  const start: Placed = {
    id: 'a',
    type: 'ranking',
    box,
    query: { metrics: ['gmv'], by: 'channel', window: 'today', top: 6 },
  };
  const shops = edited(start, ranking, 0, putBy('shop'));
  const ten = edited(shops, ranking, 0, putTop(10), [start]);
  expect(edited(ten, ranking, 0, putBy('channel'), [shops, start]).query).toMatchObject({ by: 'channel', top: 10 });
});

test('a second query is added with the metric of the first, goes on following it, and is taken away', () => {
  const pulse = widgetOf({ type: 'pulse' } as Placed);
  const alone: Placed = {
    id: 'a',
    type: 'pulse',
    box: { x: 0, y: 0, width: 600, height: 300 },
    query: { metrics: ['units'], window: '15m', step: '1s' },
  };
  const added = beside(alone, pulse, 1);
  expect(added).toMatchObject({ metrics: ['units'], compare: 'yesterday' });
  const both = asking(alone, pulse, added as Query, 1);
  expect(both.queries).toHaveLength(2);
  const orders = edited(both, pulse, 0, putMetric(0, 'paid_orders'));
  expect(orders.queries?.map((one) => isQuery(one) && one.metrics)).toEqual([['paid_orders'], ['paid_orders']]);
  expect(withoutAsked(both, pulse, 1)).toEqual(alone);
});
