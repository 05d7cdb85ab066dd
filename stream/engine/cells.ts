import { Amounts } from './amounts.ts';
import { makeTracks, type Track, trackOf } from './buckets.ts';
import type { Writer } from './bytes.ts';
import { columnOf, MEASURES_OF } from './columns.ts';
import type { SectionWriter } from './deltas.ts';
import { F, PAGE, pageKey } from './families.ts';
import { Marks } from './marks.ts';
import { PackedPages } from './packed.ts';
import { checkPage, decodePage, encodePage } from './pages.ts';
import type { PageView } from './shape.ts';
import { type Sheet, Sheets } from './sheets.ts';
import { CHUNK, type Chunk } from './slots.ts';

const MAX = Number.MAX_SAFE_INTEGER;
/** A row that is not there: its bucket is closed. */
export const NO_ROW = 0xffffffff;
const SLOW_FAMILIES: readonly number[] = [F.sku, F.channelSku, F.stock];
/** Where the bits of a mark stand that wait for the next delta, and for the next redo record. */
const DELTA = 0;
const REDO = 16;

/** All cells of one partition. `marks` are kept only where one folds. */
export class Cells {
  readonly tracks = makeTracks();
  readonly marks: Marks | undefined;
  readonly #sheets: Sheets;
  readonly #chunks: readonly Chunk[];
  readonly #packed = new PackedPages();
  readonly #one = new Uint32Array(1);
  readonly #amount = new Amounts();
  #clock = 0;
  /** Keys of saved pages whose bucket closed. */
  #deleted: number[] = [];

  constructor(folding: boolean) {
    this.marks = folding ? new Marks() : undefined;
    this.#sheets = new Sheets((sheet) => this.#made(sheet));
    this.#chunks = this.#sheets.chunks;
  }

  /** Numbers held: live cells, and one mark a row. */
  get size(): number {
    return this.#sheets.size;
  }
  /** Changes whenever rows have moved: what `row` gave before is worthless then. */
  get moves(): number {
    return this.#sheets.moves;
  }

  track(family: number, grain: number): Track | undefined {
    return this.tracks[trackOf(family, grain)];
  }

  /** Where the row of a group stands in a bucket; made when new. O(1). */
  row(track: Track, bucket: number, group: number): number {
    return this.#sheets.row(track, track.open(bucket), group >>> 8, group & 255);
  }

  /**
   * Adds to the rows that stand in `rows` from `from` to `to`, one after the other. Returns how far it came: less than `to`
   * when a cell would leave ±(2^53 − 1); its row then stays as it was. O(1) a row.
   */
  addTo(rows: Uint32Array, from: number, to: number, { columns, values: more, count, bits }: Amounts): number {
    const chunks = this.#chunks;
    for (let index = from; index < to; index++) {
      const row = rows[index] as number;
      if (row === NO_ROW) continue;
      const chunk = chunks[row >>> 18] as Chunk;
      const at = row & (CHUNK - 1);
      const { values, marks } = chunk;
      for (let amount = 0; amount < count; amount++) {
        const cell = at + 1 + (columns[amount] as number);
        const sum = (values[cell] as number) + (more[amount] as number);
        if (sum > MAX || sum < -MAX) {
          while (--amount >= 0) (values[at + 1 + (columns[amount] as number)] as number) -= more[amount] as number;
          return index;
        }
        values[cell] = sum;
      }
      if (((marks[at * 2] as number) & bits) !== bits) this.#mark(chunk, at, bits);
    }
    return to;
  }

  /** The same for the row of one group. */
  addRow(track: Track, bucket: number, group: number, amounts: Amounts): boolean {
    this.changed(track, bucket);
    this.#one[0] = this.row(track, bucket, group);
    return this.addTo(this.#one, 0, 1, amounts) === 1;
  }

  /** Adds to one cell; false, and nothing changed, when it would leave ±(2^53 − 1). */
  add(track: Track, bucket: number, measure: number, group: number, value: number): boolean {
    this.#amount.clear();
    this.#amount.add(track.family, measure, value);
    return this.addRow(track, bucket, group, this.#amount);
  }

  /** Something in this bucket changed. */
  changed(track: Track, number: number): void {
    track.open(number).version = ++this.#clock;
    track.turn(number, this.#clock);
  }

  /** The sheet of a block, whose cells are about to be set. */
  sheet(track: Track, bucket: number, block: number): Sheet {
    this.changed(track, bucket);
    return this.#open(track, bucket, block, 0);
  }

  /** Sets one cell of it to an absolute value. `redo`: the redo record that says so, 0 = none. O(1). */
  put(sheet: Sheet, slot: number, measure: number, value: number, redo: number): void {
    const column = columnOf(sheet.track.family, measure);
    if (column < 0) throw new RangeError('a cell of a measure that its family does not count');
    this.#sheets.reach(sheet, slot);
    this.#sheets.chunk(sheet.base).values[(sheet.base & (CHUNK - 1)) + slot * sheet.stride + 1 + column] = value;
    this.#use(sheet.number, 1 << column);
    if (redo === 0) return;
    sheet.unsaved |= 1 << column;
    this.marks?.touched(sheet.number, redo);
  }

  /**
   * Sets a whole saved page; groups behind the bytes become 0. It is unpacked when its sheet is first read or changed.
   * Throws RangeError on bytes that are no page.
   */
  putPage(track: Track, number: number, measure: number, block: number, bytes: Uint8Array): void {
    checkPage(bytes);
    if (columnOf(track.family, measure) < 0) throw new RangeError('a page of a measure that its family does not count');
    const bucket = track.open(number);
    const sheet = this.#sheets.find(bucket, block);
    if (sheet !== undefined) this.#unpack(sheet, measure, bytes);
    else {
      if (block >= bucket.blocks) bucket.widen(block);
      bucket.packed[block] = this.#packed.add(bucket.packed[block] as number, measure, bytes);
    }
    this.changed(track, number);
  }

  find(family: number, grain: number, measure: number, block: number, number: number): PageView | undefined {
    const track = this.tracks[trackOf(family, grain)];
    const bucket = track?.find(number);
    if (track === undefined || bucket === undefined || block >= bucket.blocks) return undefined;
    const packed = bucket.packed[block] !== 0;
    const sheet = packed ? this.#open(track, number, block, 0) : this.#sheets.find(bucket, block);
    if (sheet === undefined) return undefined;
    const column = columnOf(family, measure);
    if (column < 0 || ((this.#sheets.used[sheet.number] as number) & (1 << column)) === 0) return undefined;
    const { values } = this.#sheets.chunk(sheet.base);
    return { values, base: (sheet.base & (CHUNK - 1)) + 1 + column, stride: sheet.stride, size: sheet.room };
  }

  /** Frees a bucket with all its sheets. */
  drop(track: Track, number: number): void {
    const bucket = track.find(number);
    if (bucket === undefined) return;
    track.delete(bucket);
    track.turn(number, ++this.#clock);
    bucket.packed.forEach((chain, block) => {
      for (const { measure } of this.#packed.take(chain))
        this.#deleted.push(pageKey(track.family, track.grain, measure, block, number));
    });
    for (const entry of bucket.sheets) {
      if (entry === 0) continue;
      const sheet = this.#sheets.list[entry - 1] as Sheet;
      for (const column of columnsIn(sheet.stored)) this.#deleted.push(this.#sheets.key(sheet, column));
      this.#sheets.drop(sheet);
      this.marks?.remove(sheet.number);
    }
  }

  /** Keys of saved pages that are to be deleted. */
  takeDeleted(): number[] {
    return this.#deleted.splice(0);
  }
  get anyDeleted(): boolean {
    return this.#deleted.length > 0;
  }

  /** Writes what changed since the last delta. */
  drainDelta(slow: boolean, out: SectionWriter): void {
    this.marks?.drainDelta(slow, (sheet, bits, from) => this.#write(sheet, bits, from, DELTA, out));
  }
  /** Writes what changed since the last redo record; this one is number `redo`. */
  drainRedo(redo: number, out: SectionWriter): void {
    this.marks?.drainRedo(redo, (sheet, bits, from) => this.#write(sheet, bits, from, REDO, out));
  }

  /** Pages to save, oldest first, of about `maxBytes`; their bytes stand in `out`. */
  takeUnsaved(maxBytes: number, out: Writer): [key: number, bytes: Uint8Array][] {
    const pages: [number, Uint8Array][] = [];
    let left = maxBytes;
    if (left <= 0) return pages;
    this.marks?.drainUnsaved((number) => {
      const sheet = this.#sheets.list[number] as Sheet;
      for (const column of columnsIn(sheet.unsaved)) {
        const bytes = this.#encode(sheet, column, out);
        pages.push([this.#sheets.key(sheet, column), bytes]);
        left -= bytes.length;
      }
      sheet.stored |= sheet.unsaved;
      sheet.unsaved = 0;
      return left > 0;
    });
    return pages;
  }

  /** A sheet is there now: what was saved of it comes first. */
  #made(sheet: Sheet): void {
    this.marks?.add(sheet.number, SLOW_FAMILIES.includes(sheet.track.family));
    const { packed } = sheet.bucket;
    const pages = this.#packed.take(packed[sheet.block] as number);
    packed[sheet.block] = 0;
    for (const { measure, bytes } of pages) this.#unpack(sheet, measure, bytes);
  }

  #unpack(sheet: Sheet, measure: number, bytes: Uint8Array): void {
    const page = decodePage(bytes);
    let last = PAGE - 1;
    while (last > 0 && page[last] === 0) last--;
    this.#sheets.reach(sheet, last);
    const column = columnOf(sheet.track.family, measure);
    const { values } = this.#sheets.chunk(sheet.base);
    const first = (sheet.base & (CHUNK - 1)) + 1 + column;
    for (let slot = 0; slot < sheet.room; slot++) values[first + slot * sheet.stride] = page[slot] as number;
    this.#use(sheet.number, 1 << column);
    sheet.stored |= 1 << column;
  }

  #encode({ base, room, stride }: Sheet, column: number, out: Writer): Uint8Array {
    return encodePage(this.#sheets.chunk(base).values, (base & (CHUNK - 1)) + 1 + column, stride, room, out);
  }

  #open(track: Track, number: number, block: number, slot: number): Sheet {
    return this.#sheets.open(track, track.open(number), block, slot);
  }

  #mark({ marks }: Chunk, at: number, bits: number): void {
    marks[at * 2] = (marks[at * 2] as number) | bits;
    const place = marks[at * 2 + 1] as number;
    this.#use(place >>> 8, bits & 0xffff);
    if (this.marks !== undefined) this.marks.mark(place >>> 8, place & 255);
  }

  #use(sheet: number, columns: number): void {
    const { used } = this.#sheets;
    used[sheet] = (used[sheet] as number) | columns;
  }

  /** Writes the marked cells of the groups set in 8 words of `bits`, and takes the marks off. */
  #write(number: number, bits: Uint32Array, from: number, half: number, out: SectionWriter): void {
    const sheet = this.#sheets.list[number] as Sheet;
    const { values, marks } = this.#sheets.chunk(sheet.base);
    const measures = MEASURES_OF[sheet.track.family] as Uint16Array;
    const keep = half === DELTA ? 0xffff0000 : 0xffff;
    let columns = 0;
    out.begin(this.#sheets.key(sheet, 0, 0));
    for (let word = 0; word < 8; word++) {
      for (let rest = bits[from + word] as number; rest !== 0; rest &= rest - 1) {
        const slot = word * 32 + 31 - Math.clz32(rest & -rest);
        const row = (sheet.base & (CHUNK - 1)) + slot * sheet.stride;
        const marked = ((marks[row * 2] as number) >>> half) & 0xffff;
        marks[row * 2] = (marks[row * 2] as number) & keep;
        columns |= marked;
        out.row(slot, measures[marked] as number);
        for (let left = marked; left !== 0; left &= left - 1)
          out.value(values[row + 32 - Math.clz32(left & -left)] as number);
      }
    }
    if (half === REDO) sheet.unsaved |= columns;
  }
}

function columnsIn(bits: number): number[] {
  const columns: number[] = [];
  for (let left = bits; left !== 0; left &= left - 1) columns.push(31 - Math.clz32(left & -left));
  return columns;
}
