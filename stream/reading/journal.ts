import type { Series } from '../contract/reading.ts';

/** Series of one row by metric. */
export type Lines = Record<string, Series>;

/** Begin again with other objects after so many changes: a journal lives as long as somebody holds lines from its time. */
const MOST = 4096;

interface Mark {
  readonly journal: Journal;
  readonly length: number;
}
const marks = new WeakMap<Lines, Mark>();

/**
 * The series of one row as they go on. A point is put into the series that stands, not into a copy: a curve of a day has
 * 1,440 points, and one of them changes. What each reader last saw is a mark in the journal of changes.
 */
export class Journal {
  readonly #series: Lines;
  readonly #ids: string[] = [];
  readonly #keys: string[] = [];

  constructor(series: Lines) {
    this.#series = series;
  }

  get length(): number {
    return this.#keys.length;
  }

  /** Puts a point of a metric that the journal began with, or takes it out. True when that changed anything. */
  put(id: string, key: string, value: number | undefined): boolean {
    const series = this.#series[id];
    if (series === undefined || series[key] === value) return false;
    if (value === undefined) delete series[key];
    else series[key] = value;
    this.#ids.push(id);
    this.#keys.push(key);
    return true;
  }

  /** The series as of now, in an object of their own. */
  lines(): Lines {
    const lines = { ...this.#series };
    marks.set(lines, { journal: this, length: this.length });
    return lines;
  }

  /** This journal, or one that begins anew when this has grown long. */
  next(): Journal {
    if (this.length < MOST) return this;
    return new Journal(Object.fromEntries(Object.entries(this.#series).map(([id, series]) => [id, { ...series }])));
  }

  /** Points written since it had this length, by metric. */
  since(length: number): [id: string, key: string][] {
    const changes: [string, string][] = [];
    for (let at = length; at < this.length; at++) changes.push([this.#ids[at] as string, this.#keys[at] as string]);
    return changes;
  }
}

/**
 * Which points may differ between lines told earlier and later ones, when a journal knows: `all` says that beside those the
 * series themselves must be compared. Undefined for lines that no journal wrote.
 */
export function changesBetween(
  before: object,
  after: object,
): { points: [string, string][]; all: boolean } | undefined {
  const [old, young] = [marks.get(before as Lines), marks.get(after as Lines)];
  if (!old || !young) return undefined;
  return { points: old.journal.since(old.length), all: old.journal !== young.journal };
}
