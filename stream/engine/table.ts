/** Entities of one segment: the unit in which states are saved. One save is some 350 KB. */
export const SEGMENT = 4096;
/** Words of an entity's record: three of its key, and where its state is (0 = no entity). */
export const RECORD = 4;

/**
 * 96-bit keys to entity numbers: open addressing, one cache line a probe (a third of the key beside the number), load at
 * most 0.7. Growing is spread over the insertions that follow. Entities are removed by clearing their record: a table entry
 * whose record says otherwise is passed over, and is gone with the next growth.
 */
export class KeyTable {
  /** Records by segment. */
  readonly segments: Uint32Array[] = [];
  /** Pairs: third word of the key, entity number + 1. */
  #table = new Uint32Array(2 * 1024);
  #filled = 0;
  #live = 0;
  /** The table before, while its entities move. */
  #old: Uint32Array | undefined;
  #moved = 0;
  #moving = 0;

  /** Entities that can be found. */
  get live(): number {
    return this.#live;
  }

  /** The entity with this key, or -1. O(1). */
  find(k0: number, k1: number, k2: number): number {
    const found = this.#probe(this.#table, k0, k1, k2);
    return found >= 0 || this.#old === undefined ? found : this.#probe(this.#old, k0, k1, k2);
  }

  /** Lets the key of an entity be found, whose record is filled in already. */
  insert(entity: number, k1: number, k2: number): void {
    // While entities move, those that still stand in the old table need their place too.
    if ((Math.max(this.#filled, this.#live) + 1) * 20 > this.#table.length * 7) {
      // Half of it may be entries of entities that are gone.
      this.#grow(this.#live * 40 > this.#table.length * 7 ? this.#table.length * 2 : this.#table.length);
    }
    this.#live++;
    this.#place(entity, k1, k2);
    if (this.#old !== undefined) this.#move(64);
  }

  /** The other entity with this key; when there is none, `entity` can be found by it from now on, and -1 is returned. Its record is still to be filled in. */
  findOrInsert(entity: number, k0: number, k1: number, k2: number): number {
    const table = this.#table;
    if (this.#old !== undefined || (this.#filled + 1) * 20 > table.length * 7) {
      const known = this.find(k0, k1, k2);
      if (known < 0) this.insert(entity, k1, k2);
      return known;
    }
    const mask = table.length - 2;
    let at = (k1 << 1) & mask;
    for (; table[at + 1] !== 0; at = (at + 2) & mask)
      if (table[at] === k2 && this.#is((table[at + 1] as number) - 1, k0, k1, k2)) return (table[at + 1] as number) - 1;
    table[at] = k2;
    table[at + 1] = entity + 1;
    this.#filled++;
    this.#live++;
    return -1;
  }

  /** Entity `entity` is no more. */
  remove(entity: number): void {
    const record = this.segments[entity >>> 12] as Uint32Array;
    record[(entity & (SEGMENT - 1)) * RECORD + 3] = 0;
    this.#live--;
  }

  /** Makes room for this many entities at once, and touches it. */
  reserve(entities: number): void {
    let length = this.#table.length;
    while (entities * 20 > length * 7) length *= 2;
    if (length > this.#table.length) this.#grow(length);
    this.#move(Number.POSITIVE_INFINITY);
    const table = this.#table;
    for (let at = 0; at < table.length; at += 1024) table[at] = table[at] as number;
  }

  #probe(table: Uint32Array, k0: number, k1: number, k2: number): number {
    const mask = table.length - 2;
    for (let at = (k1 << 1) & mask; ; at = (at + 2) & mask) {
      const entity = (table[at + 1] as number) - 1;
      if (entity < 0) return -1;
      if (table[at] === k2 && this.#is(entity, k0, k1, k2)) return entity;
    }
  }

  /** Whether the entity lives and has this key. */
  #is(entity: number, k0: number, k1: number, k2: number): boolean {
    const record = this.segments[entity >>> 12] as Uint32Array;
    const word = (entity & (SEGMENT - 1)) * RECORD;
    return record[word + 1] === k1 && record[word] === k0 && record[word + 2] === k2 && record[word + 3] !== 0;
  }

  #place(entity: number, k1: number, k2: number): void {
    const table = this.#table;
    const mask = table.length - 2;
    let at = (k1 << 1) & mask;
    for (; table[at + 1] !== 0; at = (at + 2) & mask) if (table[at + 1] === entity + 1) return;
    table[at] = k2;
    table[at + 1] = entity + 1;
    this.#filled++;
  }

  #grow(length: number): void {
    this.#move(Number.POSITIVE_INFINITY);
    this.#old = this.#table;
    this.#table = new Uint32Array(length);
    this.#filled = 0;
    this.#moved = 0;
    this.#moving = this.segments.length * SEGMENT;
  }

  /** Moves up to `count` records into the new table, unless they went there by themselves meanwhile. */
  #move(count: number): void {
    if (this.#old === undefined) return;
    const end = Math.min(this.#moving, this.#moved + count);
    for (; this.#moved < end; this.#moved++) {
      const record = this.segments[this.#moved >>> 12] as Uint32Array;
      const word = (this.#moved & (SEGMENT - 1)) * RECORD;
      if (record[word + 3] !== 0) this.#place(this.#moved, record[word + 1] as number, record[word + 2] as number);
    }
    if (this.#moved === this.#moving) this.#old = undefined;
  }
}
