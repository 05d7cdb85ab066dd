import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changes } from '../../server/now.ts';
import type { Reading } from '../../stream/contract/reading.ts';
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
