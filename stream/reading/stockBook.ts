import type { Days } from '../engine/days.ts';
import { DAY, F, M, MINUTE, PAGE } from '../engine/families.ts';
import { Columns } from './columns.ts';
import { finestAt, floorTo, type Run } from './cover.ts';
import { exact } from './exact.ts';
import { Projection } from './projection.ts';
import { cellsOf, type Source } from './source.ts';
import { Sum } from './sum.ts';
import type { Sink, Tracker } from './tracker.ts';

/** The units of paid orders of the last minutes that say how fast stock goes. */
const PACE_MS = 15 * 60_000;
const AHEAD_MS = 5 * 60_000;
const ALL_STOCK = { grain: DAY, first: 0, count: 1 };

/**
 * Stock as of now by SKU. `available` takes off the units sold since the SKU's oldest current reading, from the start of
 * that reading's bucket. The starts cut time into segments, each added up once; a SKU's units are those of its own
 * segment and all later ones.
 */
export class StockBook implements Sink {
  readonly stock = new Projection(F.stock, 'sku', new Map());
  readonly #sold = new Projection(F.sku, 'sku', new Map());
  readonly #tracker: Tracker;
  readonly #days: Days;
  readonly #units: Columns;
  readonly #hand: Sum;
  readonly #pace: Sum;
  readonly #segments = new Map<number, Sum>();
  #known = new Uint8Array(0);
  /** By SKU, epoch ms of the oldest current reading; 0 without one. */
  #readAt = new Float64Array(0);
  /** By SKU, where its segment starts; Infinity where that is not kept. */
  #starts = new Float64Array(0);
  #since = new Float64Array(0);
  #dirty = true;
  #laidOut = '';
  /** Grows with every change. */
  version = 0;

  constructor(tracker: Tracker, days: Days) {
    this.#tracker = tracker;
    this.#days = days;
    this.#hand = new Sum(new Columns(this.stock, [M.on_hand], tracker));
    this.#units = new Columns(this.#sold, [M.units], tracker);
    this.#pace = new Sum(this.#units);
    this.#hand.set([ALL_STOCK]);
    tracker.watch(F.stock, DAY, 0, this);
  }

  touched(): void {
    this.#dirty = true;
  }
  reset(): void {
    this.#dirty = true;
    this.stock.reset();
    this.#sold.reset();
    this.#laidOut = '';
  }

  /** Whether any partition knows stock of the SKU. */
  has(slot: number): boolean {
    return this.#known[slot] === 1;
  }
  onHand(slot: number): number {
    return this.#hand.values[slot] ?? 0;
  }
  /** Undefined without a current reading, and when what was sold since is no longer kept. */
  available(slot: number): number | undefined {
    return (this.#readAt[slot] ?? 0) > 0 && Number.isFinite(this.#starts[slot])
      ? this.onHand(slot) - (this.#since[slot] as number)
      : undefined;
  }
  /** Units a minute over the last 15 minutes. */
  pace(slot: number): number {
    const sold = this.#sold.find(this.stock.name(slot));
    return sold === undefined ? 0 : ((this.#pace.values[sold] ?? 0) * 60_000) / PACE_MS;
  }

  /** Takes in what changed by `now`. */
  update(now: number): void {
    const images = this.#tracker.images;
    this.stock.sync(images);
    if (this.stock.size === 0) return; // a shop that keeps no stock need not follow what its SKUs sell
    this.#sold.sync(images);
    const source = cellsOf(images, F.sku, false);
    const end = this.#days.next(this.#days.start(now + AHEAD_MS));
    const layout = [end, ...source.grains.map((grain) => source.closedBefore(grain))].join();
    let changed = this.#hand.update();
    if (this.#dirty || layout !== this.#laidOut) {
      this.#lookAtReadings();
      this.#layOut(source, end);
      this.#laidOut = layout;
      this.#dirty = false;
      changed = true;
    }
    const first = Math.floor((now - PACE_MS) / 60_000) * 60_000;
    const lately = exact(source, first, Math.floor(now / 60_000) * 60_000 + 60_000, this.#days);
    this.#pace.set(lately?.runs ?? []);
    changed = this.#pace.update() || changed;
    for (const segment of this.#segments.values()) changed = segment.update() || changed;
    if (!changed) return;
    this.#addUp();
    this.version++;
  }

  #lookAtReadings(): void {
    const readAt = new Float64Array(this.stock.stride);
    this.#known = new Uint8Array(this.stock.stride);
    this.#tracker.images.forEach((image, index) => {
      const map = this.stock.mapOf(index);
      for (let group = 0; group < this.stock.sizeOf(index); group++) this.#known[map[group] as number] = 1;
      for (let group = 0; group < this.stock.sizeOf(index); group += PAGE) {
        const page = image.page(F.stock, DAY, M.read_at, group / PAGE, 0);
        for (let at = 0; page && at < Math.min(page.size, this.stock.sizeOf(index) - group); at++) {
          const read = page.values[page.base + at * page.stride] as number;
          const slot = map[group + at] as number;
          if (read > 0 && (readAt[slot] === 0 || read < (readAt[slot] as number))) readAt[slot] = read;
        }
      }
    });
    this.#readAt = readAt;
  }

  #layOut(source: Source, end: number): void {
    const known = new Map<number, number>();
    this.#starts = this.#readAt.map((read) => {
      const minute = floorTo(MINUTE, read, this.#days);
      let start = known.get(minute);
      if (start === undefined) {
        const grain = read > 0 ? finestAt(source, read, this.#days) : undefined;
        start = grain === undefined ? Number.POSITIVE_INFINITY : floorTo(grain, read, this.#days);
        known.set(minute, start);
      }
      return start;
    });
    const cuts = [...new Set(this.#starts)].filter(Number.isFinite).sort((a, b) => b - a);
    const moved = new Map<number, number>();
    const laid: { start: number; until: number; runs: readonly Run[] }[] = [];
    for (const start of cuts)
      for (let until = laid.at(-1)?.start ?? end; ; ) {
        const fits = exact(source, start, until, this.#days);
        if (fits && fits.fractions.length === 0) {
          laid.push({ start, until, runs: fits.runs });
          break;
        }
        // The newer cut lies inside the one bucket that is left of this one: both begin with that bucket.
        const newer = laid.pop();
        if (!newer) break;
        moved.set(newer.start, start);
        until = newer.until;
      }
    const used = new Set(laid.map(({ start }) => start));
    for (const { start, runs } of laid) {
      const segment = this.#segments.get(start) ?? new Sum(this.#units);
      segment.set(runs);
      this.#segments.set(start, segment);
    }
    for (const [start, segment] of this.#segments)
      if (!used.has(start)) {
        segment.close();
        this.#segments.delete(start);
      }
    if (moved.size > 0)
      this.#starts = this.#starts.map((start) => {
        let at = start;
        while (moved.has(at)) at = moved.get(at) as number;
        return at;
      });
  }

  #addUp(): void {
    const since = new Float64Array(this.stock.stride);
    const running = new Float64Array(this.#sold.stride);
    const slots = new Map<number, number[]>();
    for (let slot = 0; slot < this.stock.size; slot++) {
      const start = this.#starts[slot] as number;
      const list = slots.get(start);
      if (list) list.push(slot);
      else slots.set(start, [slot]);
    }
    for (const start of [...this.#segments.keys()].sort((a, b) => b - a)) {
      const { values } = this.#segments.get(start) as Sum;
      for (let at = 0; at < values.length; at++) running[at] = (running[at] as number) + (values[at] as number);
      for (const slot of slots.get(start) ?? []) {
        const sold = this.#sold.find(this.stock.name(slot));
        since[slot] = sold === undefined ? 0 : (running[sold] as number);
      }
    }
    this.#since = since;
  }

  close(): void {
    this.#tracker.unwatch(F.stock, DAY, 0, this);
    for (const sum of [this.#hand, this.#pace, ...this.#segments.values()]) sum.close();
  }
}
