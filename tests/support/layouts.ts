import fc from 'fast-check';
import type { Layout, Placed } from '../../layouts/document.ts';

const kpi = (id: string, box: Placed['box']): Placed => ({
  id,
  type: 'kpi',
  box,
  query: { metrics: ['gmv'], window: 'today' },
});

/** A layout of two pages, with so many widgets on the first one in rows of five. */
export const layoutOf = (count: number): Layout => ({
  schemaVersion: 1,
  id: 'trial',
  title: { en: 'Trial' },
  canvas: { width: 1920, height: 1080, fit: 'contain', theme: 'tide' },
  pages: [
    {
      id: 'main',
      title: { en: 'Main', 'zh-CN': '总览' },
      widgets: Array.from({ length: count }, (_, index) =>
        kpi(`w${index}`, {
          x: 36 + (index % 5) * 312,
          y: 36 + Math.floor(index / 5) * 148,
          width: 288,
          height: 124,
        }),
      ),
    },
    { id: 'second', widgets: [] },
  ],
});

export const whole = (min: number, max: number) => fc.integer({ min, max });
export const boxes = fc.record({
  x: whole(-400, 2_200),
  y: whole(-400, 1_400),
  width: whole(40, 900),
  height: whole(40, 700),
});

const LONG_ID = 'a'.repeat(64);
const title = fc.constantFrom('总览', 'x'.repeat(200), '😀'.repeat(100));
const place = fc.oneof(fc.constantFrom(-20_000, 0, 19_990, 20_000), whole(-20_000, 20_000));
const length = fc.oneof(fc.constantFrom(1, 40, 20_000), whole(1, 20_000));
const edgeBoxes = fc.record({ x: place, y: place, width: length, height: length });

/** Layouts that stand at what the schema allows: boxes as far out and as long as it takes, full pages, long ids and titles. */
export const edgeLayouts: fc.Arbitrary<Layout> = fc
  .record({
    boxes: fc.array(edgeBoxes, { minLength: 1, maxLength: 6 }),
    many: fc.constantFrom(0, 0, 0, 190, 200),
    pages: fc.constantFrom(1, 2, 19, 20),
    title,
    grouped: fc.boolean(),
  })
  .map(({ boxes: far, many, pages, title: words, grouped }) => {
    const placed = (id: string, box: Placed['box']): Placed => ({
      ...kpi(id, box),
      ...(grouped ? { group: LONG_ID } : {}),
    });
    const near = layoutOf(Math.max(0, many - far.length)).pages[0]?.widgets ?? [];
    const edge = far.map((box, index) => placed(index === 0 ? LONG_ID : `edge-${index}`, box));
    const others = Array.from({ length: pages - 1 }, (_, index) => ({ id: `page-${index}`, widgets: [] }));
    const main = { id: LONG_ID, title: { 'zh-CN': words }, widgets: [...edge, ...near] };
    return { ...layoutOf(0), title: { 'zh-CN': words }, pages: [main, ...others] };
  });
