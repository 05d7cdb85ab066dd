import type { Series } from '../contract/reading.ts';
import type { Columns } from './columns.ts';
import type { Exact } from './cover.ts';
import type { Rows } from './rows.ts';
import { Stretch } from './stretch.ts';
import { type Sketched, Unions } from './unions.ts';
import type { Yardstick } from './yardstick.ts';

/** One point: its key (epoch ms) and what is counted for it. */
export interface Point {
  readonly key: number;
  readonly cells: Exact;
  readonly sketches: Exact | undefined;
}

interface Placed {
  readonly point: Point;
  readonly stretch: Stretch;
  readonly unions: Unions | undefined;
}

type Lines = Record<string, Series>;

/** Series of all rows, point by point. Only points that changed are evaluated again; a series that did not change keeps its identity. */
export class Curve {
  readonly #columns: Columns;
  readonly #sketched: Sketched | undefined;
  readonly #yardstick: Yardstick;
  readonly #points = new Map<string, Placed>();
  /** Keys of points that changed, came or went since the last `lines`. */
  readonly #changed = new Set<string>();
  #lines = new Map<string, Lines>();
  #rows: Rows | undefined;
  #set: readonly Point[] = [];

  constructor(columns: Columns, sketched: Sketched | undefined, yardstick: Yardstick) {
    this.#columns = columns;
    this.#sketched = sketched;
    this.#yardstick = yardstick;
  }

  /** Consists of exactly these points from the next `update` on; the same array again costs nothing. */
  set(points: readonly Point[]): void {
    if (points === this.#set) return;
    this.#set = points;
    const wanted = new Set(points.map(({ key }) => String(key)));
    for (const [key, { stretch, unions }] of this.#points)
      if (!wanted.has(key)) {
        stretch.close();
        unions?.close();
        this.#points.delete(key);
        this.#changed.add(key);
      }
    for (const point of points) {
      const key = String(point.key);
      const known = this.#points.get(key);
      if (known && same(known.point.cells, point.cells) && same(known.point.sketches, point.sketches)) continue;
      const placed = {
        point,
        stretch: known?.stretch ?? new Stretch(this.#columns),
        unions: known?.unions ?? (this.#sketched && new Unions(this.#sketched, false)),
      };
      placed.stretch.set(point.cells);
      if (point.sketches) placed.unions?.set(point.sketches);
      this.#points.set(key, placed);
    }
  }

  /** Takes in what changed; true when any point may have. */
  update(): boolean {
    for (const [key, { stretch, unions }] of this.#points) {
      const moved = stretch.update();
      if (unions?.update() || moved) this.#changed.add(key);
    }
    return this.#changed.size > 0;
  }

  /** Marks the slots that have anything in any point. O(points × slots). */
  mark(slots: Uint8Array): void {
    for (const { stretch } of this.#points.values()) stretch.mark(slots);
  }

  /** Series by key of the row, then by metric. */
  lines(rows: Rows): ReadonlyMap<string, Lines> {
    const sameRest = rows.sameRest(this.#rows);
    const lines = new Map<string, Lines>();
    for (const [row, key] of rows.keys()) {
      const known = row >= 0 || sameRest ? this.#lines.get(key) : undefined;
      lines.set(key, this.#draw(rows, row, known, known ? this.#changed : this.#points.keys()));
    }
    this.#changed.clear();
    this.#rows = rows;
    this.#lines = lines;
    return lines;
  }

  #draw(rows: Rows, row: number, known: Lines | undefined, keys: Iterable<string>): Lines {
    const lines: Lines = known ? { ...known } : {};
    if (!known) for (const id of this.#yardstick.drawn) lines[id] = {};
    let moved = !known;
    for (const key of keys) {
      const placed = this.#points.get(key);
      const values = placed ? this.#yardstick.point(placed.stretch, placed.unions, rows, row) : undefined;
      for (const id of this.#yardstick.drawn) {
        const series = lines[id] as Series;
        const value = values?.[id];
        if (series[key] === value) continue;
        moved = true;
        const fresh = known && series === known[id] ? { ...series } : series;
        if (value === undefined) delete fresh[key];
        else fresh[key] = value;
        lines[id] = fresh;
      }
    }
    return moved ? lines : (known as Lines);
  }

  close(): void {
    this.set([]);
  }
}

function same(a: Exact | undefined, b: Exact | undefined): boolean {
  if (a === b) return true;
  if (!a || !b || a.runs.length !== b.runs.length || a.fractions.length !== b.fractions.length) return false;
  return (
    a.runs.every((run, index) => {
      const other = b.runs[index];
      return other && run.grain === other.grain && run.first === other.first && run.count === other.count;
    }) &&
    a.fractions.every((part, index) => {
      const other = b.fractions[index];
      return other && part.grain === other.grain && part.bucket === other.bucket && part.seconds === other.seconds;
    })
  );
}
