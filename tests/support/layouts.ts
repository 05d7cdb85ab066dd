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
