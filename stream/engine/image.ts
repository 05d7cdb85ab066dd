import { Cells } from './cells.ts';
import type { Words } from './checkpoint.ts';
import type { Days } from './days.ts';
import { readSections, type SectionReader } from './deltas.ts';
import { bucketAt, bucketStart, DAY, F, FAMILY_LIST, pageAddress } from './families.ts';
import { GroupTable } from './groups.ts';
import { Keeping } from './keeping.ts';
import { NameTable, REST_NAME } from './names.ts';
import type { Image, PageView, SketchFamily, SkuInfo } from './shape.ts';
import type { Sheet } from './sheets.ts';
import type { Sketch } from './sketch.ts';
import { SKETCH_GRAINS, SKETCH_KEEP, SKETCHED, Sketches, sketchAddress } from './sketches.ts';
import { Skus } from './skus.ts';
import { Tops } from './tops.ts';

const decoder = new TextDecoder();

/** What stands in meta for an image: watermarks and kept days. */
export interface ImageMeta {
  closed: [family: number, grain: number, before: number][];
  kept: [day: number, families: number][];
}

/**
 * The numbers of one partition: folded by the aggregator (`folding`), copied by every server. Loading is by absolute
 * values, so pages, redo records and deltas may arrive torn and twice as long as the newest comes last.
 */
export class ImageStore implements Image {
  readonly names = new NameTable();
  readonly groups = FAMILY_LIST.map((family) => new GroupTable(family.dims.length));
  readonly cells: Cells;
  readonly sketches: Sketches;
  readonly skus = new Skus(this.names);
  readonly keeping: Keeping;
  readonly tops: Tops;
  #keptDays: ReadonlySet<number> = new Set();

  constructor(days: Days, how: { folding: boolean } = { folding: false }) {
    this.cells = new Cells(how.folding);
    this.sketches = new Sketches(how.folding);
    this.keeping = new Keeping(days);
    this.tops = new Tops(days);
  }

  page(family: number, grain: number, measure: number, block: number, bucket: number): PageView | undefined {
    return this.cells.find(family, grain, measure, block, bucket);
  }
  version(family: number, grain: number, bucket: number): number {
    return this.cells.track(family, grain)?.find(bucket)?.version ?? 0;
  }
  familyVersion(family: number, grain: number): number {
    return this.cells.track(family, grain)?.version ?? 0;
  }
  changedSince(family: number, grain: number, version: number): readonly number[] | undefined {
    return this.cells.track(family, grain)?.changedSince(version);
  }
  closedBefore(family: number, grain: number): number {
    return this.keeping.before(family, grain);
  }
  isOpen(family: number, grain: number, start: number): boolean {
    return this.keeping.isOpen(family, grain, start);
  }
  get keptDays(): ReadonlySet<number> {
    return this.#keptDays;
  }
  sku(name: number): SkuInfo | undefined {
    return this.skus.get(name);
  }
  get skuVersion(): number {
    return this.skus.version;
  }
  sketch(family: SketchFamily, grain: number, bucket: number, group: number, into: Uint8Array): boolean {
    return this.sketches.merge(family, grain, bucket, group, into);
  }
  sketchVersion(family: SketchFamily, grain: number, bucket: number): number {
    return this.sketches.version(family, grain, bucket);
  }

  /** Cells and registers of a delta or a redo record; those of closed buckets are passed over. Throws RangeError on bytes that are neither. */
  apply(sections: Uint8Array): void {
    this.#redo = 0;
    readSections(sections, this.#reader);
  }

  /** The same for redo record `redo` where one folds: what it touches must be saved again before it may go. */
  replay(sections: Uint8Array, redo: number): void {
    this.#redo = redo;
    readSections(sections, this.#reader);
  }

  /** Dictionaries and watermarks of a delta. */
  load(words: Words): void {
    if (words.names) this.names.load(words.names.from, words.names.texts);
    for (const { family, from, dims } of words.groups ?? []) this.groups[family]?.load(from, dims);
    if (words.skus) this.skus.load(words.skus);
    if (words.tops) this.tops.load(words.tops);
    if (words.closed || words.kept) this.#loadKeeping(words.closed ?? [], words.kept);
  }

  /** A chunk of the checkpoint's dictionaries. */
  loadWords(chunk: Uint8Array): void {
    this.load(JSON.parse(decoder.decode(chunk)) as Words);
  }

  /** Watermarks and kept days of the checkpoint's meta. */
  loadMeta(json: string): void {
    const meta = JSON.parse(json) as { image: ImageMeta };
    this.#loadKeeping(meta.image.closed, meta.image.kept);
  }

  loadPage(key: number, bytes: Uint8Array): void {
    const { family, grain, measure, block, bucket } = pageAddress(key);
    const track = this.cells.track(family, grain);
    if (track === undefined || !this.keeping.isOpen(family, grain, bucketStart(grain, bucket))) return;
    this.cells.putPage(track, bucket, measure, block, bytes);
  }

  loadSketch(key: number, bytes: Uint8Array): void {
    const { grain, bucket } = sketchAddress(key);
    if (this.keeping.isOpen(SKETCH_KEEP, grain, bucketStart(grain, bucket))) this.sketches.load(key, bytes);
  }

  /** Drops the buckets of these tracks that are no longer open. */
  close(tracks: Iterable<number>): void {
    for (const number of tracks) {
      const track = this.cells.tracks[number];
      if (track === undefined) continue;
      for (const bucket of track.buckets.values())
        if (!this.keeping.isOpen(track.family, track.grain, bucket.start)) this.cells.drop(track, bucket.number);
      if (track.family === SKETCH_KEEP && SKETCH_GRAINS.includes(track.grain))
        this.sketches.close(track.grain, (start) => this.keeping.isOpen(track.family, track.grain, start));
    }
  }

  /** Merges the lesser SKUs of kept days whose quarter hours would be closed by now. */
  mergeLesserSkus(): void {
    for (const day of this.keeping.passed(F.sku))
      if (!this.tops.has(day)) this.tops.merge(this.cells, day, (this.groups[F.sku] as GroupTable).of(REST_NAME, 0, 0));
  }

  /**
   * Whether nothing ever stood in this day: measures of days never fall below 0, so an empty day has had nothing that is
   * left out of its closed buckets. Never of SKUs, whose best of a passed day are chosen once.
   */
  isBlank(family: number, day: number): boolean {
    const bucket = bucketAt(DAY, day);
    if (family === F.sku || !this.keeping.isOpen(family, DAY, day)) return false;
    if (this.cells.track(family, DAY)?.find(bucket) !== undefined) return false;
    return family !== SKETCH_KEEP || SKETCHED.every((one) => this.sketches.version(one, DAY, bucket) === 0);
  }

  /** Kept days became other ones. */
  keptChanged(): void {
    this.#keptDays = new Set(this.keeping.kept.keys());
    this.tops.forget((day) => this.#keptDays.has(day));
  }

  #loadKeeping(closed: ImageMeta['closed'], kept: ImageMeta['kept'] | undefined): void {
    this.keeping.load(closed, kept);
    if (kept) this.keptChanged();
    this.close(this.cells.tracks.keys());
  }

  #redo = 0;
  readonly #reader: SectionReader = new Sections(this, () => this.#redo);
}

/** Puts sections into an image. */
class Sections implements SectionReader {
  readonly #image: ImageStore;
  readonly #redo: () => number;
  #sheet: Sheet | undefined;
  #sketch: Sketch | undefined;

  constructor(image: ImageStore, redo: () => number) {
    this.#image = image;
    this.#redo = redo;
  }

  cells(key: number): boolean {
    const { family, grain, block, bucket } = pageAddress(key);
    const track = this.#image.cells.track(family, grain);
    if (track === undefined || !this.#image.keeping.isOpen(family, grain, bucketStart(grain, bucket))) return false;
    this.#sheet = this.#image.cells.sheet(track, bucket, block);
    return true;
  }

  cell(slot: number, measure: number, value: number): void {
    this.#image.cells.put(this.#sheet as Sheet, slot, measure, value, this.#redo());
  }

  registers(key: number): boolean {
    const { grain, bucket } = sketchAddress(key);
    if (!this.#image.keeping.isOpen(SKETCH_KEEP, grain, bucketStart(grain, bucket))) return false;
    this.#sketch = this.#image.sketches.open(key);
    if (this.#redo() > 0) this.#image.sketches.touched(this.#sketch, this.#redo());
    return true;
  }

  register(register: number, value: number): void {
    this.#sketch?.raise(register, value);
  }
}
