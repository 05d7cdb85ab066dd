import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketAt } from '../../../stream/engine/families.ts';
import type { Image, SketchFamily } from '../../../stream/engine/shape.ts';
import { history } from '../../support/histories.ts';
import { cellsOf } from '../../support/naive.ts';
import { Rig } from '../../support/rig.ts';
import { seeded } from '../../support/seed.ts';

const HISTORIES = 2_000;

/** A register of buyers as it stands over all partitions, addressed as the naive sum does it. */
function registerAt(images: readonly Image[], key: string): number | undefined {
  const [family, group, grain, start, register] = key.split(' ') as [SketchFamily, string, string, string, string];
  let value: number | undefined;
  for (const image of images) {
    if (!image.isOpen(1, Number(grain), Number(start))) return undefined;
    const into = new Uint8Array(16_384);
    const names = group.split('·').map((name) => image.names.find(name) ?? -1);
    const stores = image.groups[0];
    let id = names[0] as number;
    if (family === 'store')
      for (id = (stores?.size ?? 0) - 1; id >= 0; id--)
        if (names.every((name, dim) => stores?.dims(id)[dim] === name)) break;
    image.sketch(family, Number(grain), bucketAt(Number(grain), Number(start)), id, into);
    value = Math.max(value ?? 0, into[Number(register)] as number);
  }
  return value;
}

describe('a partition, through duplicates, disorder, batches, passing time, checkpoints, lost replies and crashes', () => {
  test('has in every open cell what the naive sum has, and so has every copy', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(history, (played) => {
        const rig = new Rig(played);
        rig.play();
        const images = rig.partitions.map(({ core }) => core.image);
        const expected = rig.naive.sums(rig.isOpen);
        expect(cellsOf(images, rig.isOpen)).toEqual(expected);
        expect(
          cellsOf(
            rig.partitions.map(({ image }) => image),
            rig.isOpen,
          ),
        ).toEqual(expected);
        for (const [key, value] of rig.naive.registers) {
          expect(registerAt(images, key) ?? value).toBe(value);
          expect(
            registerAt(
              rig.partitions.map(({ image }) => image),
              key,
            ) ?? value,
          ).toBe(value);
        }
      }),
      seeded(HISTORIES),
    );
  });
});
