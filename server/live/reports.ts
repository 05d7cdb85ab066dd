import { BUILD } from '../../stream/contract/build.ts';
import { REPORT_MS, Report, type ScreenGroup } from '../../stream/contract/report.ts';
import type { ScreenBeat } from '../../stream/contract/screen.ts';

/** A report is heard at most so often from one connection, ms: half of what screens do, for clocks that run apart. */
const LEAST_MS = REPORT_MS / 2;
/** What was not repeated for so long says nothing about now, ms. */
const STALE_MS = 3 * REPORT_MS;

type Quantiles = [quantile: string, value: number][];
/** All screens together: no label grows with them. */
export interface Figures {
  reporting: number;
  outdated: number;
  fps: Quantiles;
  heap: Quantiles;
}

/** What screens say of themselves: one report a connection, the last. */
export class Reports {
  private readonly lines = new Map<object, { at: number; report?: Report }>();
  private readonly painted: (seconds: number) => void;

  constructor(painted: (seconds: number) => void) {
    this.painted = painted;
  }

  /** Takes the report of a connection and answers it; one that comes too soon or is none is passed over. `now` is monotonic, ms. */
  hear(screen: object, request: unknown, now = performance.now()): Report | undefined {
    const line = this.lines.get(screen);
    if (line && now - line.at < LEAST_MS) return undefined;
    const parsed = Report.safeParse(request);
    this.lines.set(screen, parsed.success ? { at: now, report: parsed.data } : { at: now });
    if (parsed.success) for (const ms of parsed.data.painted) this.painted(ms / 1_000);
    return parsed.data;
  }

  forget(screen: object): void {
    this.lines.delete(screen);
  }

  /** What stands on the screens of this server, the most frequent first. */
  groups(now = performance.now()): ScreenGroup[] {
    const found = new Map<string, ScreenGroup>();
    for (const { layout, size } of this.fresh(now)) {
      if (layout === undefined || size === undefined) continue;
      const key = `${layout} ${size.width} ${size.height}`;
      const group = found.get(key) ?? { layout, ...size, screens: 0 };
      group.screens += 1;
      found.set(key, group);
    }
    return [...found.values()].sort((a, b) => b.screens - a.screens || b.width - a.width || b.height - a.height);
  }

  figures(now = performance.now(), build = BUILD): Figures {
    const fresh = this.fresh(now);
    return {
      reporting: fresh.length,
      outdated: fresh.filter((report) => report.build !== build).length,
      fps: quantiles(fresh.flatMap(({ fps }) => (fps === undefined ? [] : [fps]))),
      heap: quantiles(fresh.flatMap(({ heap }) => (heap === undefined ? [] : [heap]))),
    };
  }

  private fresh(now: number): Report[] {
    return [...this.lines.values()].flatMap(({ at, report }) => (report && now - at < STALE_MS ? [report] : []));
  }
}

/** What is kept of a report of a paired screen. `at` is epoch ms. */
export function beatOf({ painted, build: _, ...said }: Report, at: number): ScreenBeat {
  const median = quantiles([...painted])[1]?.[1];
  return { at, ...said, ...(median === undefined ? {} : { painted: median }) };
}

function quantiles(values: number[]): Quantiles {
  const sorted = values.sort((a, b) => a - b);
  return ['0', '0.5', '1'].flatMap((quantile): Quantiles => {
    const value = sorted[Math.round(Number(quantile) * (sorted.length - 1))];
    return value === undefined ? [] : [[quantile, value]];
  });
}
