import type { Bucket, Track } from './buckets.ts';
import { FAMILY_MEASURES, STRIDE } from './columns.ts';
import { pageKey } from './families.ts';
import { CHUNK, type Chunk, Slots } from './slots.ts';

/** How many groups a sheet has room for: it begins small and grows. */
const ROOMS: readonly number[] = [8, 32, 128, 256];

/** Up to 256 groups of one family, grain and bucket, with all their measures. */
export interface Sheet {
  readonly number: number;
  readonly track: Track;
  readonly bucket: Bucket;
  readonly block: number;
  readonly stride: number;
  base: number;
  room: number;
  /** Columns that are not saved, one bit each; and those that stand in Redis. */
  unsaved: number;
  stored: number;
}

/**
 * Rows of numbers, one for each group and bucket: the measures of a group stand side by side, because they change together.
 * A row begins with a mark: which of its columns changed since the last delta (low 16 bits) and redo record (high 16 bits),
 * and its place (sheet number × 256 + slot).
 */
export class Sheets {
  readonly list: (Sheet | undefined)[] = [];
  /** By sheet: columns that ever got a value, one bit each. */
  used = new Uint16Array(64);
  readonly #slots = new Slots();
  readonly #free: number[] = [];
  /** Changes whenever rows have moved. */
  moves = 0;
  readonly #made: (sheet: Sheet) => void;

  constructor(made: (sheet: Sheet) => void) {
    this.#made = made;
  }

  /** Numbers held, marks included. */
  get size(): number {
    return this.#slots.used;
  }

  get chunks(): readonly Chunk[] {
    return this.#slots.chunks;
  }
  /** The chunk a row stands in, at `row & (CHUNK − 1)`. */
  chunk(row: number): Chunk {
    return this.#slots.chunks[row >>> 18] as Chunk;
  }

  find(bucket: Bucket, block: number): Sheet | undefined {
    const entry = block < bucket.sheets.length ? (bucket.sheets[block] as number) : 0;
    return entry === 0 ? undefined : (this.list[entry - 1] as Sheet);
  }

  /** Where the row of `slot` stands, the sheet made or grown so that it has it. O(1). */
  row(track: Track, bucket: Bucket, block: number, slot: number): number {
    const place = block < bucket.places.length ? (bucket.places[block] as number) : 0;
    if (place !== 0 && slot < (ROOMS[(place & 7) - 1] as number))
      return ((place & ~7) >>> 0) + slot * (STRIDE[track.family] as number);
    const { base, stride } = this.open(track, bucket, block, slot);
    return base + slot * stride;
  }

  /** The sheet, made or grown so that it has `slot`. */
  open(track: Track, bucket: Bucket, block: number, slot: number): Sheet {
    if (block >= bucket.sheets.length) bucket.widen(block);
    const entry = bucket.sheets[block] as number;
    const sheet = entry === 0 ? this.#make(track, bucket, block, slot) : (this.list[entry - 1] as Sheet);
    this.reach(sheet, slot);
    return sheet;
  }

  /** Makes room for `slot`. */
  reach(sheet: Sheet, slot: number): void {
    if (slot >= sheet.room) this.#grow(sheet, slot);
  }

  /** Key of the page that one column of a sheet is saved as, or of another measure. */
  key({ track, block, bucket }: Sheet, column: number, other?: number): number {
    const measure = other ?? ((FAMILY_MEASURES[track.family] as readonly number[])[column] as number);
    return pageKey(track.family, track.grain, measure, block, bucket.number);
  }

  /** Frees a sheet. Its bucket must go too. */
  drop(sheet: Sheet): void {
    this.#slots.give(sheet.base, sheet.room * sheet.stride);
    this.list[sheet.number] = undefined;
    this.#free.push(sheet.number);
    this.moves++;
  }

  #make(track: Track, bucket: Bucket, block: number, slot: number): Sheet {
    const number = this.#free.pop() ?? this.list.length;
    const stride = STRIDE[track.family] as number;
    const room = ROOMS.find((wide) => wide > slot) as number;
    const base = this.#slots.take(room * stride);
    const sheet = { number, track, bucket, block, stride, base, room, unsaved: 0, stored: 0 };
    this.list[number] = sheet;
    if (number >= this.used.length) {
      const wider = new Uint16Array(this.used.length * 2);
      wider.set(this.used);
      this.used = wider;
    }
    this.used[number] = 0;
    bucket.sheets[block] = number + 1;
    this.#name(sheet);
    this.#made(sheet);
    return sheet;
  }

  #grow(sheet: Sheet, slot: number): void {
    const { base, stride } = sheet;
    const size = sheet.room * stride;
    const room = ROOMS.find((wide) => wide > slot) as number;
    const next = this.#slots.take(room * stride);
    const from = base & (CHUNK - 1);
    // Looked at only now: taking may have replaced the first chunk by a longer one.
    this.chunk(next).values.set(this.chunk(base).values.subarray(from, from + size), next & (CHUNK - 1));
    this.#slots.give(base, size);
    sheet.base = next;
    sheet.room = room;
    this.#name(sheet);
    this.moves++;
  }

  /** Writes down where the sheet is: in its bucket, and in its rows which they are. */
  #name({ base, room, stride, number, bucket, block }: Sheet): void {
    bucket.places[block] = base + 1 + ROOMS.indexOf(room);
    const { marks } = this.chunk(base);
    for (let slot = 0, at = (base & (CHUNK - 1)) * 2 + 1; slot < room; slot++, at += stride * 2)
      marks[at] = number * 256 + slot;
  }
}
