import type { Columns } from './columns.ts';
import type { Exact } from './exact.ts';
import { Journal, type Lines } from './journal.ts';
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

/** Series of all rows, point by point. Only points that changed are evaluated again. */
export class Curve {
  readonly #columns: Columns;
  readonly #sketched: Sketched | undefined;
  readonly #yardstick: Yardstick;
  readonly #points = new Map<string, Placed>();
  /** Keys of points that may have changed since the last `update`. */
  readonly #woken = new Set<string>();
  /** Keys of points that changed, came or went since the last `lines`. */
  readonly #changed = new Set<string>();
  #told = new Map<string, { journal: Journal; lines: Lines }>();
  #rows: Rows | undefined;
  #set: readonly Point[] = [];
  #length = 0;
  #marks: Uint8Array | undefined;

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
    for (const point of points) this.#place(String(point.key), point);
  }

  #place(key: string, point: Point): void {
    const known = this.#points.get(key);
    if (known && same(known.point.cells, point.cells) && same(known.point.sketches, point.sketches)) return;
    const wake = () => this.#woken.add(key);
    const placed = {
      point,
      stretch: known?.stretch ?? new Stretch(this.#columns, wake),
      unions: known?.unions ?? (this.#sketched && new Unions(this.#sketched, false, wake)),
    };
    placed.stretch.set(point.cells);
    if (point.sketches) placed.unions?.set(point.sketches);
    this.#points.set(key, placed);
    this.#woken.add(key);
  }

  /** Takes in what changed; true when any point may have. O(changed points). */
  update(): boolean {
    const wider = this.#columns.length !== this.#length;
    this.#length = this.#columns.length;
    for (const key of wider ? this.#points.keys() : this.#woken) {
      const placed = this.#points.get(key);
      const moved = placed?.stretch.update();
      if (placed?.unions?.update() || moved) this.#changed.add(key);
    }
    this.#woken.clear();
    if (this.#changed.size > 0 || wider) this.#marks = undefined;
    return this.#changed.size > 0;
  }

  /** Marks the slots that have anything in any point. */
  mark(slots: Uint8Array): void {
    if (this.#marks?.length !== slots.length) {
      this.#marks = new Uint8Array(slots.length);
      for (const { stretch } of this.#points.values()) stretch.mark(this.#marks);
    }
    for (let slot = 0; slot < slots.length; slot++) if (this.#marks[slot] === 1) slots[slot] = 1;
  }

  /** Series by key of the row, then by metric. */
  lines(rows: Rows): ReadonlyMap<string, { lines: Lines }> {
    const sameRest = rows.sameRest(this.#rows);
    const told = new Map<string, { journal: Journal; lines: Lines }>();
    for (const [row, key] of rows.keys())
      told.set(key, this.#draw(rows, row, row >= 0 || sameRest, this.#told.get(key)));
    this.#changed.clear();
    this.#rows = rows;
    this.#told = told;
    return told;
  }

  #draw(rows: Rows, row: number, stands: boolean, known: { journal: Journal; lines: Lines } | undefined) {
    const { drawn } = this.#yardstick;
    const journal = known?.journal.next() ?? new Journal(Object.fromEntries(drawn.map((id) => [id, {}])));
    let moved = journal !== known?.journal;
    const keys = known && stands ? this.#changed : new Set([...this.#points.keys(), ...this.#changed]);
    for (const key of keys) {
      const placed = this.#points.get(key);
      const values = placed ? this.#yardstick.point(placed.stretch, placed.unions, rows, row) : undefined;
      for (const id of drawn) moved = journal.put(id, key, values?.[id]) || moved;
    }
    return known && !moved ? known : { journal, lines: journal.lines() };
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
