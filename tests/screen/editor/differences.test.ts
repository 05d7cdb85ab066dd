import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differences } from '../../../screen/editor/differences.ts';
import { seeded } from '../../support/seed.ts';
import { anyWall, wall, widget } from './documents.ts';

const told = (before: ReturnType<typeof wall>, after: ReturnType<typeof wall>) =>
  differences(before, after).map(({ change, widgets, fields }) => [
    change,
    widgets.map(({ id }) => id).join(' '),
    ...fields.map(({ path, before: was, after: is }) => `${path.join('.')} ${was} → ${is}`),
  ]);

describe('differences', () => {
  test('are counted as a person counts: what was added, removed, moved, resized, asked differently', () => {
    const before = wall([widget('a'), widget('b'), widget('c', { query: { metrics: ['gmv'], window: 'today' } })]);
    const after = wall([
      widget('a', { box: { x: 40, y: 0, width: 200, height: 100 } }),
      widget('c', {
        query: { metrics: ['gmv'], window: 'today', compare: 'last_year' },
        box: { x: 0, y: 0, width: 300, height: 100 },
      }),
      widget('d'),
    ]);
    expect(told(before, after)).toEqual([
      ['added', 'd'],
      ['removed', 'b'],
      ['moved', 'a', 'box.x 0 → 40'],
      ['resized', 'c', 'box.width 200 → 300'],
      ['data', 'c', 'query.compare undefined → last_year'],
    ]);
  });

  test('that are the same in several widgets are one', () => {
    const at = (x: number) => ({ box: { x, y: 0, width: 200, height: 100 } });
    const before = wall([widget('a', at(0)), widget('b', at(300)), widget('c', at(600))]);
    const after = wall([widget('a', at(20)), widget('b', at(320)), widget('c', at(700))]);
    expect(differences(before, after).map(({ widgets }) => widgets.map(({ id }) => id))).toEqual([['a', 'b'], ['c']]);
    expect(differences(before, after)[0]?.undo(after)).toEqual(
      wall([widget('a', at(0)), widget('b', at(300)), widget('c', at(700))]),
    );
  });

  test('of pages, of the order and of the canvas are seen, and nothing in nothing', () => {
    const before = wall([widget('a'), widget('b')]);
    const after = {
      ...before,
      title: { 'zh-CN': '新' },
      pages: [
        { id: 'main', seconds: 45, widgets: [widget('b'), widget('a')] },
        { id: 'next', widgets: [] },
      ],
    };
    expect(told(before, after)).toEqual([
      ['canvas', '', 'title.zh-CN 墙 → 新'],
      ['page', '', 'seconds undefined → 45'],
      ['order', ''],
      ['added', ''],
    ]);
    expect(differences(after, structuredClone(after))).toEqual([]);
  });

  test('taken back in any order leave what was before', () => {
    fc.assert(
      fc.property(anyWall, anyWall, fc.infiniteStream(fc.nat()), (before, after, chosen) => {
        let document = after;
        const left = differences(before, after);
        while (left.length > 0) {
          const [one] = left.splice((chosen.next().value as number) % left.length, 1);
          document = one?.undo(document) ?? document;
        }
        expect(differences(before, document)).toEqual([]);
      }),
      seeded(300),
    );
  });

  test('one taken back leaves fewer, or only their order', () => {
    fc.assert(
      fc.property(anyWall, anyWall, fc.nat(), (before, after, pick) => {
        const all = differences(before, after);
        const one = all[pick % Math.max(1, all.length)];
        if (!one) return;
        expect(differences(before, one.undo(after)).length).toBeLessThan(
          all.length + (one.change === 'removed' ? 1 : 0),
        );
      }),
      seeded(300),
    );
  });
});
