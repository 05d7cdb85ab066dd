import type { SourcesAnswer } from '../../stream/contract/reading.ts';

const STEP_MS = 5_000;
/** A minute of steps, and the total before the first of them. */
const KEPT = 13;
/** The rate is that of so many steps. */
const RATED = 2;

interface Sender {
  /** Totals at the turn of each step, the oldest first. */
  totals: number[];
}

/** Who sends events, how many and how old they come: made of the totals of the doors, told once a second. */
export class Senders {
  private readonly seen = new Map<string, Sender>();
  private step = 0;
  answer: SourcesAnswer = { sources: {}, rejected: 0, late: 0 };

  /** `doors` are the totals by name as `tw:counters` has them; `now` is epoch ms. */
  note(doors: Readonly<Record<string, number>>, now: number): void {
    const step = Math.floor(now / STEP_MS);
    const turned = step !== this.step;
    this.step = step;
    const sources: SourcesAnswer['sources'] = {};
    for (const [name, total] of Object.entries(doors)) {
      const source = /^source:(.*):accepted$/.exec(name)?.[1];
      if (source === undefined) continue;
      const last = doors[`source:${source}:last`] ?? 0;
      const newest = doors[`source:${source}:newest`] ?? last;
      const sender = this.seen.get(source) ?? { totals: [] };
      this.seen.set(source, sender);
      if (turned) sender.totals = [...sender.totals, total].slice(-KEPT);
      const { totals } = sender;
      const recent = totals.slice(1).map((sum, index) => Math.max(0, sum - (totals[index] ?? sum)));
      const rated = recent.slice(-RATED);
      const rate = rated.reduce((sum, count) => sum + count, 0) / ((RATED * STEP_MS) / 1_000);
      sources[source] = {
        ...(rated.length === RATED ? { rate: Math.round(rate * 10) / 10 } : {}),
        recent,
        lastAt: last - (last % 1_000),
        delay: Math.max(0, last - newest),
      };
    }
    const sum = (start: string) =>
      Object.entries(doors).reduce((all, [name, count]) => (name.startsWith(start) ? all + count : all), 0);
    this.answer = { sources, rejected: sum('rejected:'), late: sum('late:') };
  }
}
