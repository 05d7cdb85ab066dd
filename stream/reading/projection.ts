import type { Dimension } from '../contract/query.ts';
import { FAMILY_LIST } from '../engine/families.ts';
import type { Image } from '../engine/shape.ts';

/** What a group of the family becomes: a row of the reading. */
const DROPPED = -1;

/**
 * Groups of one family over all partitions, filtered and merged into slots by the name of one dimension (without one: the
 * only slot, `""`). Group numbers differ from partition to partition; names do not.
 */
export class Projection {
  readonly family: number;
  readonly #by: number;
  readonly #filters: readonly (readonly [dim: number, names: ReadonlySet<string>])[];
  readonly #names: string[] = [];
  readonly #slots = new Map<string, number>();
  #stride = 1;
  #maps: Int32Array[] = [];
  #sizes: number[] = [];

  constructor(family: number, by: Dimension | undefined, filter: ReadonlyMap<Dimension, ReadonlySet<string>>) {
    const dims: readonly string[] = FAMILY_LIST[family]?.dims ?? [];
    this.family = family;
    this.#by = by === undefined ? -1 : dims.indexOf(by);
    this.#filters = [...filter].map(([dimension, names]) => [dims.indexOf(dimension), names] as const);
    if (by === undefined) this.open('');
  }

  /** Slots known so far. */
  get size(): number {
    return this.#names.length;
  }
  /** Slots there is room for in vectors: grows by doubling, so that vectors are seldom laid out anew. */
  get stride(): number {
    return this.#stride;
  }
  name(slot: number): string {
    return this.#names[slot] ?? '';
  }
  names(): readonly string[] {
    return this.#names;
  }
  /** The slot of a name, or undefined. */
  find(name: string): number | undefined {
    return this.#slots.get(name);
  }

  /** Forgets which group is which: the images were replaced. */
  reset(): void {
    this.#maps = [];
    this.#sizes = [];
  }

  /** Learns groups that came since. O(new groups). */
  sync(images: readonly Image[]): void {
    images.forEach((image, index) => {
      const groups = image.groups[this.family];
      const known = this.#sizes[index] ?? 0;
      if (!groups || groups.size === known) return;
      const map = this.#grow(index, groups.size);
      for (let group = known; group < groups.size; group++) {
        const dims = groups.dims(group);
        const wanted = this.#filters.every(([dim, names]) => names.has(image.names.text(dims[dim] ?? 0)));
        map[group] = !wanted ? DROPPED : this.#by < 0 ? 0 : this.open(image.names.text(dims[this.#by] ?? 0));
      }
      this.#sizes[index] = groups.size;
    });
  }

  /** Slot by group of a partition, -1 = filtered out; valid for `sizeOf` groups. */
  mapOf(index: number): Int32Array {
    return this.#maps[index] ?? NONE;
  }
  sizeOf(index: number): number {
    return this.#sizes[index] ?? 0;
  }

  #grow(index: number, size: number): Int32Array {
    const map = this.#maps[index];
    if (map && map.length >= size) return map;
    const wider = new Int32Array(Math.max(16, size * 2));
    if (map) wider.set(map);
    this.#maps[index] = wider;
    return wider;
  }

  /** The slot of a name, made when new. */
  open(name: string): number {
    const known = this.#slots.get(name);
    if (known !== undefined) return known;
    const slot = this.#names.length;
    this.#names.push(name);
    if (slot >= this.#stride) this.#stride = Math.max(8, this.#stride * 2);
    this.#slots.set(name, slot);
    return slot;
  }
}

const NONE = new Int32Array(0);
