import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { Track } from '../../../stream/engine/buckets.ts';
import { bucketAt, F, MINUTE } from '../../../stream/engine/families.ts';
import { Tracker } from '../../../stream/reading/tracker.ts';
import { Images } from '../../support/images.ts';
import { seeded } from '../../support/seed.ts';

const NOW = Date.parse('2026-11-11T15:30:20+08:00');

test('a look costs by what changed, not by what is watched', () => {
  const images = new Images('Asia/Shanghai', 1);
  images.pass(NOW);
  const [image] = images.stores;
  if (!image) throw new Error('there is no image');
  const sale = (at: number) =>
    images.add({
      ...{ at, partition: 0, channel: 'tmall', shop: 'flagship', region: 'CN-GD', tag: 'live', category: 'tea' },
      ...{ sku: 'a', amounts: { gmv: 1 } },
    });
  const tracker = new Tracker();
  const touched: number[] = [];
  const sink = { touched: (_: number, bucket: number) => touched.push(bucket), reset: () => {} };
  tracker.refresh(images.stores);
  const last = bucketAt(MINUTE, NOW);
  for (let bucket = last - 9_999; bucket <= last; bucket++) tracker.watch(F.store, MINUTE, bucket, sink);
  sale(NOW);
  tracker.refresh(images.stores);
  const looks = vi.spyOn(image, 'version');
  touched.length = 0;
  sale(NOW);
  sale(NOW - 60_000);
  tracker.refresh(images.stores);
  expect(touched.sort()).toEqual([last - 1, last]);
  expect(looks.mock.calls.length).toBeLessThan(10);
});

test('a track knows what changed since any version, or that it does not know any more', () => {
  const changes = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(changes, fc.nat({ max: 300 }), (buckets, since) => {
      const track = new Track(0, MINUTE);
      buckets.forEach((bucket, index) => {
        track.turn(bucket, index + 1);
      });
      const known = track.changedSince(since);
      const wanted = new Set(buckets.slice(since));
      if (known) expect(new Set(known)).toEqual(wanted);
      else expect(buckets.length - since).toBeGreaterThanOrEqual(64);
    }),
    seeded(500),
  );
});
