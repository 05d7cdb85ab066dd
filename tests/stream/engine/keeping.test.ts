import { describe, expect, test } from 'vitest';
import {
  bucketAt,
  DAY,
  F,
  FAMILY_LIST,
  GRAIN_MS,
  M,
  MINUTE,
  QUARTER,
  SECOND,
} from '../../../stream/engine/families.ts';
import { ImageStore } from '../../../stream/engine/image.ts';
import { Keeping } from '../../../stream/engine/keeping.ts';
import { feed, newCore, paid, SHANGHAI } from '../../support/feed.ts';
import { NOW } from '../../support/joined.ts';
import { cellsOf } from '../../support/naive.ts';

const DAY_MS = 86_400_000;
const today = SHANGHAI.start(NOW);

describe('buckets', () => {
  test('close when log time has passed their end by what is kept, and not before', () => {
    const keeping = new Keeping(SHANGHAI);
    keeping.advance(NOW);
    for (const [family, { keep }] of FAMILY_LIST.entries()) {
      for (const [grain, ms] of keep) {
        if (ms === Number.POSITIVE_INFINITY) continue;
        const before = keeping.before(family, grain);
        const length = [1_000, 60_000, 900_000][grain] ?? DAY_MS;
        expect(before + length).toBeGreaterThan(NOW - ms);
        expect(before).toBeLessThanOrEqual(NOW - ms);
        expect(keeping.isOpen(family, grain, before)).toBe(true);
        expect(keeping.isOpen(family, grain, before - length)).toBe(false);
      }
    }
  });

  test.each([
    ['store', SECOND, 15 / 1_440],
    ['store', MINUTE, 9],
    ...(['region', 'category', 'tag', 'sku'] as const).flatMap((family) => [
      [family, MINUTE, 1 / 24] as const,
      [family, QUARTER, 50 / 24] as const,
    ]),
    ...(['store', 'region', 'category', 'tag'] as const).map((family) => [family, DAY, 3 * 366] as const),
    ['sku', DAY, 35],
    ['channelSku', DAY, 35],
  ] as const)('of %s at grain %d are kept as long as is promised: %d days', (family, grain, days) => {
    const keeping = new Keeping(SHANGHAI);
    keeping.advance(NOW);
    const at = NOW - days * DAY_MS;
    const length = GRAIN_MS[grain];
    const start = length === undefined ? SHANGHAI.start(at) : Math.floor(at / length) * length;
    expect(keeping.isOpen(F[family], grain, start)).toBe(true);
  });

  test('of twenty stores, 34 regions, 20 categories and 10,000 SKUs are about 5 million rows', () => {
    const image = new ImageStore(SHANGHAI);
    for (const track of image.cells.tracks) {
      if (!track || track.family === F.stock) continue;
      const keep = FAMILY_LIST[track.family]?.keep.get(track.grain) as number;
      const length = [1_000, 60_000, 900_000][track.grain] ?? DAY_MS;
      for (let start = today - keep - 40 * length; start <= NOW; start += length)
        track.open(bucketAt(track.grain, start));
    }
    image.close(image.keeping.advance(NOW));
    const groups = { store: 20, region: 20 * 34, category: 20 * 20, tag: 20, sku: 10_000, channelSku: 0, stock: 0 };
    let rows = 0;
    for (const track of image.cells.tracks) {
      if (track) rows += track.buckets.size * (Object.values(groups)[track.family] as number);
    }
    expect(rows).toBeGreaterThan(4_000_000);
    expect(rows).toBeLessThan(6_000_000);
  });
});

describe('kept days', () => {
  test('keep minutes of stores and quarter hours of the others for ever, and only they', () => {
    const core = newCore();
    core.sweep(NOW, [today]);
    feed(core, [paid('1')]);
    core.sweep(NOW + 20 * DAY_MS, [today]);
    const kept = [...cellsOf([core.image]).keys()]
      .filter((key) => key.includes(' gmv '))
      .map((key) => key.split(' ').slice(0, 2).join(' '));
    expect(new Set(kept)).toEqual(
      new Set([
        'store minute',
        'store day',
        'region quarter',
        'region day',
        'category quarter',
        'category day',
        'tag quarter',
        'tag day',
        'sku quarter',
        'sku day',
        'channelSku day',
      ]),
    );
    expect(core.image.isOpen(F.store, SECOND, NOW)).toBe(false);
    expect(core.image.isOpen(F.region, MINUTE, NOW)).toBe(false);
    core.sweep(NOW + 21 * DAY_MS, []);
    expect([...cellsOf([core.image]).keys()].filter((key) => !key.includes(' day '))).toEqual([]);
  });

  test('that come too late for a family are not half kept', () => {
    const core = newCore();
    core.sweep(NOW, []);
    feed(core, [paid('1')]);
    core.sweep(NOW + 4 * DAY_MS, [today]);
    expect(core.image.isOpen(F.store, MINUTE, today)).toBe(true);
    expect(core.image.isOpen(F.region, QUARTER, today)).toBe(false);
    feed(core, [paid('2')], NOW + 4 * DAY_MS);
    expect([...cellsOf([core.image]).keys()].filter((key) => key.startsWith('region quarter'))).toEqual([]);
  });

  test('that are blank are kept whole long after their time, so that an old campaign can be fed in', () => {
    const past = SHANGHAI.start(NOW - 20 * DAY_MS);
    const core = newCore();
    core.sweep(NOW, []);
    core.sweep(NOW + 1_000, [past]);
    const at = past + 9 * 3_600_000;
    feed(core, [paid('1', { at, buyer: 'ann' })], NOW + 1_000);
    core.sweep(NOW + DAY_MS, [past]);
    const kinds = () => new Set([...cellsOf([core.image]).keys()].map((key) => key.split(' ').slice(0, 2).join(' ')));
    const fine = ['store minute', 'region quarter', 'category quarter', 'tag quarter'];
    expect([...kinds()]).toEqual(expect.arrayContaining(fine));
    expect(kinds()).not.toContain('sku quarter');
    expect(core.image.sketchVersion('store', QUARTER, bucketAt(QUARTER, at))).toBeGreaterThan(0);
    // What was left out while it was no kept day is not known any more: from then on it is never half kept.
    core.sweep(NOW + DAY_MS, []);
    core.sweep(NOW + DAY_MS, [past]);
    feed(core, [paid('2', { at })], NOW + DAY_MS);
    expect([...kinds()].filter((kind) => !kind.endsWith(' day'))).toEqual([]);
  });

  test('keep the thousand best SKUs apart, the others together, so that parts still add up', () => {
    const core = newCore();
    core.sweep(NOW, [today]);
    const sell = (sku: number, cents: number) => {
      const lines = [{ sku: `sku${sku}`, quantity: 1, amount: `${cents}.00` }];
      return paid(`${sku}-${cents}`, { amount: `${cents}.00`, lines });
    };
    feed(
      core,
      Array.from({ length: 1_200 }, (_, sku) => sell(sku, sku + 1)),
    );
    core.sweep(NOW + 3 * DAY_MS, [today]);
    const quarter = () =>
      new Map(
        [...cellsOf([core.image])]
          .filter(([key]) => /^sku quarter .* gmv /.test(key))
          .map(([key, value]) => [key.split(' ')[4], value]),
      );
    expect(quarter().size).toBe(1_001);
    expect(quarter().get('…')).toBe(((200 * 201) / 2) * 100);
    expect(quarter().get('sku200')).toBe(201 * 100);
    // A correction goes where its SKU stands now.
    feed(core, [sell(7, 500), sell(900, 1)], NOW + 3 * DAY_MS);
    expect(quarter().get('…')).toBe(((200 * 201) / 2) * 100 + 50_000);
    expect(quarter().get('sku900')).toBe(902 * 100);
    expect([...quarter().values()].reduce((sum, value) => sum + value, 0)).toBe(
      cellsOf([core.image]).get('store day 2026-11-10T16:00:00.000Z gmv tmall·flagship'),
    );
    expect(core.image.page(F.sku, DAY, M.gmv, 0, bucketAt(DAY, today))).toBeDefined();
  });
});
