import { expect, test } from 'vitest';
import { plan } from '../../../screen/stores/plan.ts';
import type { Watched } from '../../../stream/contract/query.ts';

const gmv: Watched = { metrics: ['gmv'], window: 'today' };
const orders: Watched = { metrics: ['orders'], window: 'today' };

test('widgets of one pace share one watch, and one query is asked once', () => {
  const made = plan([
    { queries: [gmv], every: 100 },
    { queries: [orders, { window: 'today', metrics: ['gmv'] }], every: 100 },
    { queries: [gmv], every: 1_000 },
    { queries: [], every: 100 },
  ]);
  expect(made.groups).toEqual([
    { every: 100, queries: [gmv, orders] },
    { every: 1_000, queries: [gmv] },
  ]);
  expect(made.places).toEqual([
    [{ group: 0, index: 0 }],
    [
      { group: 0, index: 1 },
      { group: 0, index: 0 },
    ],
    [{ group: 1, index: 0 }],
    [],
  ]);
});

test('a watch never takes more queries than the server does', () => {
  const many = Array.from({ length: 450 }, (_, index): Watched => ({ ...gmv, top: index + 1 }));
  const { groups, places } = plan([{ queries: many, every: 100 }]);
  expect(groups.map(({ queries }) => queries.length)).toEqual([200, 200, 50]);
  expect(places[0]?.[449]).toEqual({ group: 2, index: 49 });
});
