import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changes, Now } from '../../server/now.ts';
import type { Reading } from '../../stream/contract/reading.ts';
import { Reader } from '../../stream/reading/reader.ts';
import { Images, SALE } from '../support/images.ts';
import { seeded } from '../support/seed.ts';

/** A reading with these values by group and metric. */
const readingOf = (groups: Record<string, Record<string, number>>): Reading => ({
  from: 0,
  to: 1,
  asOf: 1,
  partial: false,
  groups: Object.fromEntries(Object.entries(groups).map(([group, values]) => [group, { values }])),
});
/** The whole hash of a reading, by the plain way. */
const hashOf = (groups: Record<string, Record<string, number>>) =>
  new Map(
    Object.entries(groups).flatMap(([group, values]) =>
      Object.entries(values).map(([metric, value]) => [group === '' ? metric : `${group}.${metric}`, value] as const),
    ),
  );

const groups = fc.dictionary(
  fc.constantFrom('', 'jd', 'tmall', 'CN-GD', '__proto__x'),
  fc.dictionary(fc.constantFrom('gmv', 'paid_orders', 'aov'), fc.integer({ min: -2, max: 2 })),
);

describe('what of a hash is written', () => {
  test('makes the hash before the hash after', () => {
    fc.assert(
      fc.property(groups, groups, (before, after) => {
        const hash = hashOf(before);
        const { set, gone } = changes(readingOf(before), readingOf(after));
        for (const field of gone) expect(hash.delete(field)).toBe(true);
        for (const [field, value] of Object.entries(set)) hash.set(field, value);
        expect(Object.fromEntries(hash)).toEqual(Object.fromEntries(hashOf(after)));
      }),
      seeded(500),
    );
  });

  test('is everything without a hash before, and nothing when nothing changed', () => {
    const reading = readingOf({ '': { gmv: 5 }, jd: { gmv: 5, aov: 0 } });
    expect(changes(undefined, reading)).toEqual({ set: { gmv: 5, 'jd.gmv': 5, 'jd.aov': 0 }, gone: [] });
    expect(changes(reading, readingOf({ '': { gmv: 5 }, jd: { gmv: 5, aov: 0 } }))).toEqual({ set: {}, gone: [] });
  });
});

describe('a hash', () => {
  const now = Date.parse('2026-11-11T10:31:30+08:00');
  const at = (clock: string) => Date.parse(`2026-11-11T${clock}+08:00`);
  const images = new Images('Asia/Shanghai', 1);
  images.pass(at('09:00:00'));
  const campaign = {
    id: 'c',
    names: { en: 'C' },
    start: at('09:10:00'),
    end: at('11:00:00'),
    phases: [],
    milestones: [],
  };
  const reader = new Reader({
    images: () => images.stores,
    settings: { timezone: 'Asia/Shanghai' },
    campaigns: () => [campaign],
  });
  const hashes = () => {
    const projection = new Now(reader);
    const moment = () => ({ now, asOf: now, partial: false });
    const read = Object.fromEntries([...projection.read(moment)].map(({ what, fields }) => [what, fields]));
    projection.close();
    return read;
  };
  const sell = (clock: string, buyer: number) =>
    images.add({ ...SALE, at: at(clock), amounts: { gmv: 100, paid_orders: 1 }, buyer });

  test('counts what the same query counts, with buyers beside', () => {
    sell('09:05:00', 1); // before the campaign, in the quarter hour of its start
    sell('09:20:00', 2);
    sell('10:30:00', 3);
    images.pass(now); // of its start only the quarter hour of buyers is kept
    const told = hashes();
    expect(told['1h']).toMatchObject({ gmv: 100, buyers: 1, from: at('09:31:00') });
    expect(told.campaign).toMatchObject({ gmv: 200, aov: 100, buyers: 3, from: campaign.start });
    expect(told['campaign:channel']).toMatchObject({ 'tmall.gmv': 200, 'tmall.buyers': 3 });
  });

  test('of stock has the SKUs with the least available, and the others together', () => {
    for (let index = 0; index < 300; index++) images.stock(0, `s${index}`, '', 1_000 + index, at('10:20:00'));
    images.stock(0, 'low', '', 3, at('10:20:00'));
    const { stock = {} } = hashes();
    expect(stock['low.stock_available']).toBe(3);
    expect(stock['s0.stock_on_hand']).toBe(1_000);
    expect(stock['s299.stock_available']).toBeUndefined();
    expect(stock['….stock_on_hand']).toBeGreaterThan(100_000);
  });
});
