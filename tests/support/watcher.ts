import { bucketAt, DAY, F, M } from '../../stream/engine/families.ts';
import type { Image } from '../../stream/engine/shape.ts';
import type { Replica } from '../../stream/redis/follow.ts';

/** GMV of all partitions of these business days (starts, epoch ms), minor units. */
export function gmvOf(images: readonly Image[], days: readonly number[]): number {
  let sum = 0;
  for (const image of images)
    for (const day of days)
      for (let block = 0; block * 256 < (image.groups[F.store]?.size ?? 0); block++) {
        const page = image.page(F.store, DAY, M.gmv, block, bucketAt(DAY, day));
        for (let slot = 0; page && slot < page.size; slot++)
          sum += page.values[page.base + slot * page.stride] as number;
      }
  return sum;
}

/** Looks at GMV after every change, as a wall would, and notes every fall. */
export function watch(replica: Replica, days: readonly number[]): { falls: string[]; last: () => number } {
  const falls: string[] = [];
  let last = 0;
  replica.on('change', (partition) => {
    const now = gmvOf(replica.images, days);
    if (now < last) falls.push(`${last} → ${now} after a change of partition ${partition}`);
    last = now;
  });
  return { falls, last: () => last };
}
