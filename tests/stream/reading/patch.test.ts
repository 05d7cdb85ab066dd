import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Readings } from '../../../stream/contract/live.ts';
import type { Reading } from '../../../stream/contract/reading.ts';
import { applyPatch, diff, forward } from '../../../stream/reading/patch.ts';
import { seeded } from '../../support/seed.ts';

const name = fc.constantFrom('', 'tmall', 'jd', '…', '__proto__', 'constructor', 'toString', '0');
const values = fc.dictionary(name, fc.integer({ min: -3, max: 3 }), { maxKeys: 4 });
const lines = fc.dictionary(name, values, { maxKeys: 3 });
const reading: fc.Arbitrary<Reading> = fc
  .record(
    {
      from: fc.integer({ min: 0, max: 2 }),
      to: fc.integer({ min: 3, max: 6 }),
      asOf: fc.integer({ min: 2, max: 8 }),
      partial: fc.boolean(),
      truncated: fc.constant(true as const),
      groups: fc.dictionary(
        name,
        fc.record({ values, baseline: values, series: lines, title: fc.string() }, { requiredKeys: ['values'] }),
        { maxKeys: 4 },
      ),
    },
    { requiredKeys: ['from', 'to', 'asOf', 'partial', 'groups'] },
  )
  .map((one) => one as Reading);
const fact = fc.oneof(
  fc.record({ rehearsal: fc.boolean() }),
  fc.record({ rows: fc.dictionary(name, fc.record({ at: fc.nat(3), amount: fc.nat(3) })) }),
  fc.record({
    passed: fc.constant({}),
    campaign: fc.record({ phases: fc.array(fc.record({ id: name }), { maxLength: 2 }) }),
  }),
);
const readings = fc.dictionary(
  fc.constantFrom('0', '1', '2'),
  fc.oneof(reading, fact),
) as unknown as fc.Arbitrary<Readings>;

/** What is not patched: `asOf`, and the `to` of a window that ends now. */
const told = (all: Readings) =>
  Object.fromEntries(
    Object.entries(all).map(([key, one]) =>
      'groups' in one ? [key, { ...one, asOf: 0, to: one.to > one.asOf ? 'now' : one.to }] : [key, one],
    ),
  );
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('a merge patch', () => {
  test('turns the last readings into the next, whatever the names', () => {
    fc.assert(
      fc.property(readings, readings, (last, next) => {
        const before = plain(last);
        const patch = diff(last, next);
        const asOf = 100; // any: it is carried beside the patch
        const dated = (all: Readings) =>
          Object.fromEntries(Object.entries(all).map(([key, one]) => [key, 'groups' in one ? { ...one, asOf } : one]));
        const got = patch === undefined ? last : applyPatch(last, plain(patch));
        for (const [key, one] of Object.entries(got)) {
          const want = next[key];
          if (!want || !('groups' in want) || !('groups' in one)) continue;
          if (want.to > want.asOf) (got[key] as Reading) = { ...one, to: want.to };
        }
        expect(plain(dated(got))).toEqual(plain(dated(next)));
        expect(plain(last)).toEqual(before);
      }),
      seeded(800),
    );
  });

  test('is none when only asOf, and the end of a window that ends now, moved', () => {
    fc.assert(
      fc.property(readings, fc.nat(5), (last, later) => {
        const next = Object.fromEntries(
          Object.entries(last).map(([key, one]) => {
            if (!('groups' in one)) return [key, one];
            const open = one.to > one.asOf;
            return [key, { ...one, asOf: one.asOf + later, to: open ? one.to + later : one.to }];
          }),
        ) as Readings;
        expect(diff(last, next)).toBeUndefined();
        expect(told(next)).toEqual(told(last));
      }),
      seeded(500),
    );
  });

  const open: Reading = { from: 0, to: 2_000, asOf: 1_500, partial: false, groups: {} };

  test('says where a window ended once it has', () => {
    expect(diff({ '0': open }, { '0': { ...open, asOf: 2_500 } })).toEqual({ '0': { to: 2_000 } });
  });

  test('never reaches into a prototype', () => {
    const patch = JSON.parse('{"0":{"groups":{"__proto__":{"values":{"gmv":1}}}}}');
    const next = applyPatch({ '0': open } as Readings, patch);
    expect(Object.hasOwn((next['0'] as Reading).groups, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>).values).toBeUndefined();
  });

  test('a client puts asOf forward, and with it the end of a window that ends now', () => {
    const closed = { ...open, to: 1_000 };
    expect(forward({ '0': open, '1': closed, '2': { rehearsal: false } }, 3_100)).toEqual({
      '0': { ...open, asOf: 3_100, to: 4_000 },
      '1': { ...closed, asOf: 3_100 },
      '2': { rehearsal: false },
    });
  });
});
