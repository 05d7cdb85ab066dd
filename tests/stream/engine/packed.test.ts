import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cells } from '../../../stream/engine/cells.ts';
import { DAY, F, M, MINUTE, pageKey } from '../../../stream/engine/families.ts';
import { encodePage } from '../../../stream/engine/pages.ts';
import { seeded } from '../../support/seed.ts';

/** More than any of these tests has groups in a block. */
const SLOTS = 64;
const MEASURES = [M.gmv, M.units, M.refund_amount];
const place = {
  grain: fc.constantFrom(MINUTE, DAY),
  bucket: fc.integer({ min: 0, max: 2 }),
  block: fc.integer({ min: 0, max: 2 }),
};
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      ...place,
      do: fc.constant('load' as const),
      measure: fc.constantFrom(...MEASURES),
      values: fc.array(fc.maxSafeInteger(), { minLength: 1, maxLength: 40 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...place,
      do: fc.constant('add' as const),
      measure: fc.constantFrom(...MEASURES),
      slot: fc.nat(60),
      value: fc.integer(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...place,
      do: fc.constant('set' as const),
      measure: fc.constantFrom(...MEASURES),
      slot: fc.nat(60),
      value: fc.integer(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ ...place, do: fc.constant('look' as const) }) },
  { weight: 1, arbitrary: fc.record({ ...place, do: fc.constant('drop' as const) }) },
);

test('a saved page counts as if it had been unpacked at once, whenever that happens', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const cells = new Cells(true);
      const known = new Map<number, number[]>();
      const key = (at: { grain: number; bucket: number; block: number }, measure: number) =>
        pageKey(F.sku, at.grain, measure, at.block, at.bucket);
      const look = (at: { grain: number; bucket: number; block: number }) => {
        const seen = MEASURES.map((measure) => {
          const page = cells.find(F.sku, at.grain, measure, at.block, at.bucket);
          const last = Math.min(page?.size ?? 0, SLOTS);
          return Array.from({ length: last }, (_, slot) => page?.values[page.base + slot * page.stride]);
        });
        const whole = (values: readonly (number | undefined)[] | undefined) =>
          `${values ?? []}`.replace(/(,0)+$|^0$/, '');
        expect(seen.map(whole)).toEqual(MEASURES.map((measure) => whole(known.get(key(at, measure)))));
      };
      const change = (
        at: Parameters<typeof look>[0] & { measure: number; slot: number },
        to: (before: number) => number,
      ) => {
        const values = [...(known.get(key(at, at.measure)) ?? [])];
        while (values.length <= at.slot) values.push(0);
        values[at.slot] = to(values[at.slot] as number);
        known.set(key(at, at.measure), values);
      };
      for (const each of steps) {
        const track = cells.track(F.sku, each.grain);
        if (track === undefined) throw new Error('SKUs have minutes and days');
        if (each.do === 'load') {
          cells.putPage(
            track,
            each.bucket,
            each.measure,
            each.block,
            encodePage(Float64Array.from(each.values), 0, 1, each.values.length),
          );
          known.set(key(each, each.measure), each.values);
        } else if (each.do === 'add') {
          if (cells.add(track, each.bucket, each.measure, each.block * 256 + each.slot, each.value))
            change(each, (before) => before + each.value);
        } else if (each.do === 'set') {
          cells.put(cells.sheet(track, each.bucket, each.block), each.slot, each.measure, each.value, 0);
          change(each, () => each.value);
        } else if (each.do === 'look') look(each);
        else {
          cells.drop(track, each.bucket);
          for (let block = 0; block < 3; block++)
            for (const measure of MEASURES) known.delete(key({ ...each, block }, measure));
        }
      }
      for (const grain of [MINUTE, DAY])
        for (let bucket = 0; bucket < 3; bucket++)
          for (let block = 0; block < 3; block++) look({ grain, bucket, block });
    }),
    seeded(300),
  );
});

test('a bucket that is dropped leaves the keys of its pages to be deleted, packed ones too', () => {
  const cells = new Cells(true);
  const track = cells.track(F.sku, MINUTE);
  if (track === undefined) throw new Error('SKUs have minutes');
  const bytes = encodePage(Float64Array.of(1, 2), 0, 1, 2);
  for (const block of [0, 700]) cells.putPage(track, 5, M.gmv, block, bytes);
  cells.putPage(track, 6, M.gmv, 0, bytes);
  expect(cells.find(F.sku, MINUTE, M.gmv, 0, 5)?.size).toBe(8);
  cells.drop(track, 5);
  expect(cells.takeDeleted().sort()).toEqual([0, 700].map((block) => pageKey(F.sku, MINUTE, M.gmv, block, 5)).sort());
  expect(cells.find(F.sku, MINUTE, M.gmv, 700, 5)).toBeUndefined();
});

test('what is no page is refused when it is loaded, not when it is asked for', () => {
  const cells = new Cells(false);
  const track = cells.track(F.sku, MINUTE);
  if (track === undefined) throw new Error('SKUs have minutes');
  expect(() => cells.putPage(track, 5, M.gmv, 0, Uint8Array.of(9, 2, 3))).toThrow('a page of version 9');
  expect(() => cells.putPage(track, 5, M.gmv, 0, Uint8Array.of(1, 128))).toThrow('ends too early');
  expect(() => cells.putPage(track, 5, M.on_hand, 0, Uint8Array.of(1, 2))).toThrow('does not count');
  expect(cells.find(F.sku, MINUTE, M.gmv, 0, 5)).toBeUndefined();
});
