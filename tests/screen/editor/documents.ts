import fc from 'fast-check';
import type { Layout, Page, Placed } from '../../../layouts/document.ts';

/** A widget of a test's page. */
export const widget = (id: string, more: Partial<Placed> = {}): Placed => ({
  id,
  type: 'kpi',
  box: { x: 0, y: 0, width: 200, height: 100 },
  ...more,
});
/** A wall with one page, `main`, of these widgets. */
export const wall = (widgets: Placed[], more: Partial<Layout> = {}): Layout => ({
  schemaVersion: 1,
  id: 'wall',
  title: { 'zh-CN': '墙' },
  canvas: { width: 1920, height: 1080, fit: 'contain', theme: 'tide' },
  pages: [{ id: 'main', widgets }],
  ...more,
});

const Words = fc.record({ 'zh-CN': fc.constantFrom('一', '二', '三') });
const Length = fc.integer({ min: 1, max: 6 }).map((tens) => tens * 100);
const Query = fc.record(
  {
    metrics: fc.subarray(['gmv', 'orders'], { minLength: 1 }),
    window: fc.constantFrom('today' as const, 'campaign' as const),
    compare: fc.constantFrom('previous' as const, 'last_year' as const),
  },
  { requiredKeys: ['metrics', 'window'] },
);
const body = {
  type: fc.constantFrom('kpi', 'bars', 'clock'),
  box: fc.record({ x: Length, y: Length, width: Length, height: Length }),
  title: Words,
  query: Query,
  queries: fc.array(Query, { minLength: 1, maxLength: 2 }),
  options: fc.record(
    { size: fc.constantFrom('usual', 'large'), rows: fc.integer({ min: 1, max: 4 }) },
    { requiredKeys: [] },
  ),
};
const Widget = (id: string): fc.Arbitrary<Placed> =>
  fc
    .record({ id: fc.constant(id), ...body }, { requiredKeys: ['id', 'type', 'box'] })
    .map(({ queries, ...rest }) => (rest.query || !queries ? rest : { ...rest, queries }) as Placed);
const some = <T>(ids: readonly string[], make: (id: string) => fc.Arbitrary<T>) =>
  fc.shuffledSubarray([...ids]).chain((chosen) => fc.tuple(...chosen.map(make)) as fc.Arbitrary<T[]>);
const APage = (id: string): fc.Arbitrary<Page> =>
  fc.record(
    {
      id: fc.constant(id),
      title: Words,
      seconds: fc.constantFrom(10, 30),
      widgets: some(['a', 'b', 'c', 'd'], Widget),
    },
    { requiredKeys: ['id', 'widgets'] },
  ) as fc.Arbitrary<Page>;

/** Any wall of at most two pages with four widgets each; two of them share names often enough to collide. */
export const anyWall: fc.Arbitrary<Layout> = fc
  .record({
    title: Words,
    width: fc.constantFrom(1920, 3840),
    pages: some(['one', 'two'], APage).filter((pages) => pages.length > 0),
  })
  .map(({ title, width, pages }) => ({
    ...wall([]),
    title,
    canvas: { width, height: 1080, fit: 'contain' as const, theme: 'tide' as const },
    pages,
  }));
