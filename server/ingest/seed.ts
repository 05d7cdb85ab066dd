import { type Cardinality, FAMILY_LIST, FAMILY_NAMES, type Image } from '../../stream/index.ts';

const COUNTED = {
  region: 'regions',
  category: 'categories',
  tag: 'tags',
  sku: 'skus',
  warehouse: 'warehouses',
} as const;

/** Teaches the door the names that stand in the cells already; each call goes on where the last one stopped. */
export class Seeding {
  private readonly cardinality: Cardinality;
  private readonly seen = new WeakMap<Image, number[]>();
  constructor(cardinality: Cardinality) {
    this.cardinality = cardinality;
  }

  /** O(groups that came since). */
  run(images: readonly Image[]): void {
    for (const image of images) {
      const seen = this.seen.get(image) ?? [];
      this.seen.set(image, seen);
      for (const [family, { dims }] of FAMILY_LIST.entries()) {
        const groups = image.groups[family];
        if (!groups) continue;
        for (let group = seen[family] ?? 0; group < groups.size; group++)
          this.learn(
            dims,
            groups.dims(group).map((name) => (name === 0 ? '' : image.names.text(name))),
            family,
          );
        seen[family] = groups.size;
      }
    }
  }

  private learn(dims: readonly string[], names: readonly string[], family: number): void {
    if (FAMILY_NAMES[family] === 'store') this.cardinality.seedStore(names[0] ?? '', names[1] ?? '');
    for (const [index, dim] of dims.entries())
      if (dim in COUNTED) this.cardinality.seed(COUNTED[dim as keyof typeof COUNTED], names[index] ?? '');
  }
}
