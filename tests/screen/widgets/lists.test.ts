import { describe, expect, test } from 'vitest';
import { bars } from '../../../screen/widgets/bars/bars.ts';
import { channelName, groupName, regionName } from '../../../screen/widgets/names.ts';
import { move } from '../../../screen/widgets/ranking/moves.ts';
import { named, ranked } from '../../../screen/widgets/rows.ts';
import { cells, cellsIn } from '../../../screen/widgets/share/cells.ts';
import { fitting, lines, urgency } from '../../../screen/widgets/table/lines.ts';
import { newest, receive, turn } from '../../../screen/widgets/ticker/belt.ts';
import { REST, UNKNOWN } from '../../../stream/contract/names.ts';
import type { Reading } from '../../../stream/contract/reading.ts';

const reading = (values: Record<string, number | undefined>, before: Record<string, number> = {}): Reading => ({
  ...{ from: 0, to: 1, asOf: 1, partial: false },
  groups: Object.fromEntries(
    Object.entries(values).map(([key, gmv]) => {
      const past = before[key];
      return [
        key,
        { values: gmv === undefined ? {} : { gmv }, ...(past === undefined ? {} : { baseline: { gmv: past } }) },
      ];
    }),
  ),
});
const keys = (rows: readonly { key: string }[]) => rows.map(({ key }) => key);

describe('rows', () => {
  test('stand by value, then by key, the remainder last and the unknown value behind', () => {
    const rows = ranked(reading({ [REST]: 99, b: 5, a: 5, c: undefined, [UNKNOWN]: 7 }), 'gmv');
    expect(keys(rows)).toEqual([UNKNOWN, 'a', 'b', 'c', REST]);
    expect(keys(named(rows))).toEqual(['a', 'b', 'c']);
    expect(ranked(undefined, 'gmv')).toEqual([]);
  });

  test('have names: channels, provinces, countries, titles of products', () => {
    expect([channelName('tmall', 'zh-CN'), channelName('tmall', 'en'), channelName('vip', 'en')]).toEqual([
      '天猫',
      'Tmall',
      'vip',
    ]);
    expect(channelName('toString', 'en')).toBe('toString');
    expect([regionName('CN-GD', 'zh-CN'), regionName('GB', 'en'), regionName('US-CA', 'en')]).toEqual([
      '广东',
      'United Kingdom',
      'US-CA',
    ]);
    expect(groupName(REST, 'region', undefined, 'zh-CN')).toBe('其余');
    expect(groupName('SKU1', 'sku', { values: {}, title: '跑鞋' }, 'en')).toBe('跑鞋');
  });
});

describe('shares', () => {
  const rows = ranked(reading({ a: 50, b: 30, c: 15, d: 5 }, { a: 10, b: 10 }), 'gmv');

  test('add up to the whole: what is not shown is one cell', () => {
    const made = cells(rows, 'gmv', 3);
    expect(keys(made)).toEqual(['a', 'b', REST]);
    expect(made.map(({ share }) => share)).toEqual([0.5, 0.3, 0.2]);
    expect(made.map(({ before }) => before)).toEqual([0.5, 0.5, 0]);
    expect(made.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(100);
  });

  test('have no share of nothing, and no tick without a baseline', () => {
    expect(cells(ranked(reading({ a: 0 }), 'gmv'), 'gmv', 3)).toMatchObject([{ share: undefined, before: undefined }]);
    expect(cells([], 'gmv', 3)).toEqual([]);
  });

  test('are no more than have room, and one and what is left at least', () => {
    expect([127, 100, 55, 10].map((height) => cellsIn(height, 2, 6))).toEqual([6, 4, 2, 2]);
    expect([340, 1_000].map((height) => cellsIn(height, 1, 10))).toEqual([8, 10]);
  });
});

describe('bars', () => {
  test("share one scale with last time's, and never go below zero", () => {
    const made = bars(ranked(reading({ a: 50, b: -10, [REST]: 500 }, { a: 100 }), 'gmv'), 'gmv', 5);
    expect(made).toMatchObject([
      { key: 'a', length: 0.5, tick: 1 },
      { key: 'b', length: 0, tick: undefined },
    ]);
    // Of 540 that one loss made smaller, nobody has a share.
    expect(made.map(({ share }) => share)).toEqual([undefined, undefined]);
    // Ratios are far below 1.
    const rates = bars(ranked(reading({ a: 0.02, b: 0.01 }, { b: 0.005 }), 'gmv'), 'gmv', 5);
    expect(rates).toMatchObject([{ length: 1 }, { length: 0.5, tick: 0.25 }]);
  });

  test('of a ratio have no share: it has no parts', () => {
    const rows = ranked({ ...reading({}), groups: { a: { values: { aov: 3 } }, b: { values: { aov: 1 } } } }, 'aov');
    expect(bars(rows, 'aov', 5).map(({ share }) => share)).toEqual([undefined, undefined]);
  });
});

test('columns of a table that would stand outside of it are left out, never the names', () => {
  const columns = [{ width: 120 }, { width: 120 }, { width: 120 }];
  expect([600, 400, 288, 100].map((width) => fitting(columns, width).length)).toEqual([3, 2, 1, 1]);
});

describe('ranks', () => {
  test('show a move for half a minute, and none for who is new or first seen', () => {
    const first = move(undefined, ['a', 'b', 'c'], 0);
    expect(first.moves.size).toBe(0);
    const second = move(first, ['b', 'a', 'x'], 1_000);
    expect([...second.moves].map(([key, { by }]) => [key, by])).toEqual([
      ['b', 1],
      ['a', -1],
    ]);
    expect(move(second, ['b', 'a', 'x'], 30_999).moves.size).toBe(2);
    expect(move(second, ['b', 'a', 'x'], 31_000).moves.size).toBe(0);
  });
});

describe('a table', () => {
  test('in ascending order leaves out rows whose value is not known', () => {
    const answer = reading({ a: 9, b: undefined, c: 2, [REST]: 1 });
    expect(keys(lines(answer, 'gmv', true, 5))).toEqual(['c', 'a']);
    expect(keys(lines(answer, 'gmv', false, 2))).toEqual(['a', 'c']);
  });

  test('acts below ten minutes, looks below thirty', () => {
    expect([0, 9, 10, 29, 30, undefined].map(urgency)).toEqual(['act', 'act', 'look', 'look', 'calm', 'calm']);
  });
});

describe('the ticker', () => {
  const row = (at: number) => ({ at, amount: 1, channel: 'web', shop: 's', region: 'GB' });
  const list = (...ats: number[]) => newest(Object.fromEntries(ats.map((at) => [`k${at}`, row(at)])));
  const times = (items: readonly { row: { at: number } }[] = []) => items.map((item) => item.row.at);

  test('orders by time, of one moment by key', () => {
    expect(keys(newest({ a: row(1), c: row(2), b: row(2) }))).toEqual(['b', 'c', 'a']);
  });

  test('begins with everything at once, then lets in one a turn, the oldest first', () => {
    let belt = receive(undefined, list(3, 2, 1), 3);
    expect([times(belt.shown), belt.waiting, belt.fresh]).toEqual([[3, 2, 1], [], undefined]);
    belt = receive(belt, list(5, 4, 3, 2), 3);
    expect([times(belt.shown), times(belt.waiting)]).toEqual([
      [3, 2, 1],
      [5, 4],
    ]);
    belt = turn(belt, 3);
    expect([times(belt.shown), belt.fresh]).toEqual([[4, 3, 2], 'k4']);
    belt = turn(belt, 3);
    expect(times(belt.shown)).toEqual([5, 4, 3]);
    expect(turn(belt, 3).fresh).toBeUndefined();
  });

  test('keeps its row full when the list turns over faster than it may move', () => {
    let belt = receive(undefined, list(3, 2, 1), 3);
    for (let second = 1; second <= 20; second += 1) {
      const base = second * 10;
      belt = turn(receive(belt, list(base + 9, base + 8, base + 7, base + 6), 3), 3);
      expect(belt.shown.length).toBe(3);
      expect(belt.waiting.length).toBeLessThanOrEqual(3);
    }
  });

  test('lets a voided row go at once, and fills up from the end', () => {
    const belt = receive(undefined, list(5, 4, 3), 3);
    expect(times(receive(belt, list(5, 3, 2), 3).shown)).toEqual([5, 3, 2]);
    expect(receive(belt, [], 3).shown).toEqual([]);
  });
});
