/** Bytes of one chunk. */
const CHUNK = 1 << 22;
/** Rooms are multiples of this; a room is named by chunk × 2^20 + offset ÷ 4, so 32 bits reach 16 GB. */
const UNIT = 4;
const PER_CHUNK = CHUNK / UNIT;
/** The first chunk starts small, so that an empty partition is cheap. */
const FIRST = 1 << 14;

/** Room (in units) that a length gets: exact up to 512 bytes, then four sizes a doubling. */
export function unitsFor(length: number): number {
  const units = Math.max(1, Math.ceil(length / UNIT));
  if (units <= 128) return units;
  const step = 1 << (29 - Math.clz32(units));
  return Math.ceil(units / step) * step;
}

/**
 * Byte strings of many lengths in large chunks, each recycled among those of its own size. Free rooms are linked through
 * their own first bytes, so they cost nothing.
 */
export class Arena {
  readonly #chunks: Uint8Array[] = [new Uint8Array(FIRST)];
  readonly #views: DataView[] = [new DataView((this.#chunks[0] as Uint8Array).buffer)];
  /** Chunk that rooms are carved from. */
  #open = 0;
  /** First never used unit of it; unit 0 stays unused, because room 0 means none. */
  #end = 1;
  /** First free room by size in units, 0 = none. */
  readonly #free = new Map<number, number>();
  #used = 0;

  /** Bytes in rooms that are taken. */
  get used(): number {
    return this.#used * UNIT;
  }

  /** The chunk a room stands in; its bytes begin at `offset(room)`. */
  chunk(room: number): Uint8Array {
    return this.#chunks[room >>> 20] as Uint8Array;
  }
  offset(room: number): number {
    return (room & (PER_CHUNK - 1)) * UNIT;
  }

  take(units: number): number {
    this.#used += units;
    const free = this.#free.get(units) ?? 0;
    if (free !== 0) {
      this.#free.set(units, (this.#views[free >>> 20] as DataView).getUint32(this.offset(free), true));
      return free;
    }
    if (units > PER_CHUNK) return this.#add(units) * PER_CHUNK;
    if (this.#end + units > PER_CHUNK) {
      this.#open = this.#add(PER_CHUNK);
      this.#end = 0;
    }
    const room = this.#open * PER_CHUNK + this.#end;
    this.#end += units;
    this.#reach(this.#open, this.#end * UNIT);
    return room;
  }

  give(room: number, units: number): void {
    this.#used -= units;
    (this.#views[room >>> 20] as DataView).setUint32(this.offset(room), this.#free.get(units) ?? 0, true);
    this.#free.set(units, room);
  }

  #add(units: number): number {
    const chunk = new Uint8Array(units * UNIT);
    this.#views.push(new DataView(chunk.buffer));
    return this.#chunks.push(chunk) - 1;
  }

  #reach(chunk: number, bytes: number): void {
    const old = this.#chunks[chunk] as Uint8Array;
    if (bytes <= old.length) return;
    let length = old.length;
    while (length < bytes) length *= 2;
    const wider = new Uint8Array(length);
    wider.set(old);
    this.#chunks[chunk] = wider;
    this.#views[chunk] = new DataView(wider.buffer);
  }
}
