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
        if (!groups || FAMILY_NAMES[family] === 'channelSku') continue; // its SKUs stand in the family sku, too
        const isStore = FAMILY_NAMES[family] === 'store';
        for (let group = seen[family] ?? 0; group < groups.size; group++) {
          const names = groups.dims(group);
          if (isStore) this.cardinality.seedStore(textOf(image, names[0]), textOf(image, names[1]));
          for (const [index, dim] of dims.entries())
            if (dim in COUNTED)
              this.cardinality.seed(COUNTED[dim as keyof typeof COUNTED], textOf(image, names[index]));
        }
        seen[family] = groups.size;
      }
    }
  }
}

const textOf = (image: Image, name: number | undefined) => (name ? image.names.text(name) : '');
