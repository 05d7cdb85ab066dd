import type { Campaign } from '../contract/campaign.ts';
import { Days } from '../engine/days.ts';
import type { Image } from '../engine/shape.ts';
import { Columns } from './columns.ts';
import type { Plan } from './plan.ts';
import { Projection } from './projection.ts';
import type { ReaderOptions } from './reader.ts';
import { cellsOf, type Source, sketchesOf } from './source.ts';
import { StockBook } from './stockBook.ts';
import { Tracker } from './tracker.ts';

/** Columns that several queries hold. */
export interface Shared {
  readonly key: string;
  readonly columns: Columns;
  readers: number;
  generation: number;
}

/** What all open queries of one reader have together. */
export class Context {
  readonly days: Days;
  readonly tracker = new Tracker();
  readonly #options: ReaderOptions;
  readonly #columns = new Map<string, Shared>();
  readonly #sources = new Map<string, Source>();
  #kept: readonly (ReadonlySet<number> | number)[] = [];
  #book: StockBook | undefined;
  #readers = 0;
  /** Grows when the images were replaced. */
  generation = 0;
  /** Grows when the images were replaced or other days are kept. */
  stamp = 0;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.days = new Days(options.settings.timezone);
  }

  get images(): readonly Image[] {
    return this.tracker.images;
  }
  get campaigns(): readonly Campaign[] {
    return this.#options.campaigns();
  }

  /** Looks at what changed in the images since the last time. */
  refresh(): void {
    const images = this.#options.images();
    if (this.tracker.refresh(images)) {
      this.#sources.clear();
      this.generation++;
    }
    const kept = [this.generation, ...images.flatMap(({ keptDays }) => [keptDays, keptDays.size])];
    if (kept.length !== this.#kept.length || kept.some((one, index) => one !== this.#kept[index])) {
      this.#kept = kept;
      this.stamp++;
    }
  }

  /** Cells of a family in time; without `seconds` from minutes on. */
  cells(family: number, seconds: boolean): Source {
    return this.#source(`${family}/${seconds}`, () => cellsOf(this.images, family, seconds));
  }
  /** The sketches of buyers in time. */
  sketches(): Source {
    return this.#source('sketches', () => sketchesOf(this.images));
  }
  #source(key: string, make: () => Source): Source {
    let source = this.#sources.get(key);
    if (!source) {
      source = make();
      this.#sources.set(key, source);
    }
    return source;
  }

  /** The columns of a plan: the same for all open queries that group, filter and measure alike. */
  takeColumns(plan: Plan): Shared {
    const filter = [...plan.filter].map(([dimension, names]) => [dimension, [...names].sort()]).sort();
    const key = JSON.stringify([plan.family, plan.by, filter, plan.measures]);
    let shared = this.#columns.get(key);
    if (!shared) {
      const projection = new Projection(plan.family, plan.by, plan.filter);
      shared = { key, columns: new Columns(projection, plan.measures, this.tracker), readers: 0, generation: -1 };
      this.#columns.set(key, shared);
    }
    shared.readers++;
    return shared;
  }
  giveColumns(shared: Shared): void {
    if (--shared.readers === 0) this.#columns.delete(shared.key);
  }

  /** Gives groups that came since their slots, and forgets those of replaced images. */
  sync(shared: Shared): void {
    const { projection } = shared.columns;
    if (shared.generation !== this.generation) projection.reset();
    shared.generation = this.generation;
    projection.sync(this.images);
  }

  /** The stock of all SKUs, kept up as long as somebody holds it. */
  takeBook(): StockBook {
    this.#readers++;
    this.#book ??= new StockBook(this.tracker, this.days);
    return this.#book;
  }
  giveBook(): void {
    if (--this.#readers > 0) return;
    this.#book?.close();
    this.#book = undefined;
  }
}
