import type { Campaign } from '../contract/campaign.ts';
import { STEPS, type Step } from '../contract/query.ts';
import type { Days } from '../engine/days.ts';
import { MINUTE } from '../engine/families.ts';
import { STEP_MS } from '../metrics/times.ts';
import { type Baseline, baselineOf, type Present } from './compare.ts';
import { cover, endOf, finestAt, floorTo, type Run, roundOut } from './cover.ts';
import type { Point } from './curve.ts';
import { type Exact, exact } from './exact.ts';
import { Kept } from './kept.ts';
import type { Plan } from './plan.ts';
import type { Source } from './source.ts';
import { type Piece, stepsOf } from './steps.ts';
import { type Span, spanOf } from './windows.ts';

/** Numbers older than this stand still, as a wall then says. */
const STANDS_MS = 3_000;
/** Most buckets that the points of a series look at, all together: a season of minutes. More would hold up all walls for seconds. */
const MOST_BUCKETS = 90 * 1_440;
/** Most numbers behind one curve, all its buckets and groups together: half a gigabyte. */
const MOST_SUMMED = 64 << 20;
/** Most numbers that one curve tells, all its points, rows and metrics together. */
const MOST_TOLD = 2_000_000;

/** Cells and sketches of one stretch, by source; undefined where nothing is kept. */
export interface Layout {
  readonly cells: Exact;
  readonly sketches: Exact | undefined;
}

/** Where in time a query stands at one moment: what to add up, for the present and what it is compared with. */
export interface Placement {
  readonly from: number;
  readonly to: number;
  readonly truncated: boolean;
  readonly present: Layout | undefined;
  /** Of the points, where it is coarser than the one asked for. */
  readonly step: Step | undefined;
  readonly points: readonly Point[] | undefined;
  readonly baseline: Layout | undefined;
  readonly baselinePoints: readonly Point[] | undefined;
}

export interface Clockwork {
  readonly days: Days;
  readonly campaigns: readonly Campaign[];
  /** Cells first, then sketches. */
  readonly sources: readonly Source[];
  /** Changes with kept days and with the images. */
  readonly stamp: number;
  /** Groups there is room for: grows by doubling. */
  readonly groups: number;
}

/** A series laid out. */
interface Drawn {
  readonly step: Step;
  readonly points: readonly Point[];
}

interface Counted {
  from: number;
  to: number;
  truncated: boolean;
  layout: Layout | undefined;
}

/** Lays a plan out in time again and again. The parts that stand keep their identity. */
export class Placer {
  readonly #plan: Plan;
  readonly #present = new Kept<Counted>();
  readonly #drawn = new Kept<Drawn | 'many' | 'none'>();
  readonly #baseline = new Kept<readonly Exact[] | 'none'>();
  readonly #ahead = new Kept<readonly Point[] | 'many' | 'none'>();

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** Undefined when the window means a campaign that does not exist. */
  place({ now, asOf }: { readonly now: number; readonly asOf: number }, clockwork: Clockwork): Placement | undefined {
    const { query, measures } = this.#plan;
    const { days, campaigns } = clockwork;
    const summed = measures.length > 0; // stock is as of now: of it nothing is cut off
    const span = spanOf(query.window, now, days, campaigns);
    if (!span) return undefined;
    const counted = this.#count(span, now, clockwork);
    const to = endNow(span, counted, now, clockwork);
    const from = counted.from;
    const placement: Placement = {
      from,
      to: Math.max(to, from),
      truncated: summed && counted.truncated,
      present: counted.layout,
      step: undefined,
      points: undefined,
      baseline: undefined,
      baselinePoints: undefined,
    };
    if (!counted.layout) return placement;
    const present: Present = startOf(query.window, span, counted);
    const drawn = this.#series(present, counted, clockwork);
    const series = typeof drawn === 'string' ? undefined : drawn;
    const step = series?.step ?? query.step;
    // While counting stands still, last time must stand too: sales that are only not counted yet would look like a loss.
    const comparedAt = asOf > 0 && now - asOf > STANDS_MS ? asOf : now;
    const beside = query.compare && baselineOf(query.compare, present, comparedAt, days, campaigns);
    const baseline = beside && this.#lay(beside, clockwork);
    const baselinePoints = beside && baseline && step && this.#drawAhead(beside, present, step, clockwork);
    const coarser = step === query.step ? undefined : step;
    const truncated = summed && (counted.truncated || drawn === 'none');
    return { ...placement, truncated, step: coarser, points: series?.points, baseline, baselinePoints };
  }

  #count(span: Span, now: number, { sources, days, stamp }: Clockwork): Counted {
    const { start } = span;
    const end = span.rolling ? now + 1 : span.end;
    const rough = roundOut(sources, start, end, days);
    return this.#present.get(`${rough.from}/${rough.to}/${stamp}`, () => {
      const rounded = cover(sources, start, end, days);
      if (!rounded) return { value: { from: end, to: end, truncated: true, layout: undefined }, used: [] };
      const exacts = rounded.tilings.map(({ runs }) => ({ runs, fractions: [] }));
      return {
        value: { from: rounded.from, to: rounded.to, truncated: rounded.truncated, layout: layoutOf(exacts) },
        used: usedBy(sources, exacts),
      };
    });
  }

  /**
   * At the step asked for, or at the finest coarser one whose points are not too many; `many` where there is none, and `none`
   * where the step is no longer kept.
   */
  #series(present: Present, { from, to }: Counted, clockwork: Clockwork): Drawn | 'many' | 'none' | undefined {
    const { step: asked } = this.#plan.query;
    if (asked === undefined || present.to <= present.from) return undefined;
    return this.#drawn.get(`${from}/${to}/${clockwork.stamp}/${clockwork.groups}`, () => {
      for (const step of STEPS.slice(STEPS.indexOf(asked))) {
        const { value, used } = this.#pointsOf(stepsOf(from, to, step, clockwork.days), clockwork);
        if (value === 'none') return { value, used };
        if (value !== 'many') return { value: { step, points: value }, used };
      }
      return { value: 'many' as const, used: [] };
    });
  }

  /** Whole buckets are laid out anew only when the running one ends; its share goes on with every second. */
  #lay(beside: Baseline, { sources, days, stamp }: Clockwork): Layout | undefined {
    const end = Math.floor(beside.end / 1000) * 1000;
    const cuts = sources.map((source) => cutAt(source, beside.start, end, days));
    const laid = this.#baseline.get(`${beside.start}/${cuts.join()}/${stamp}`, () => {
      const exacts = allOf(sources.map((source, index) => exact(source, beside.start, cuts[index] as number, days)));
      if (!exacts) return { value: 'none' as const, used: [] };
      return { value: exacts, used: usedBy(sources, exacts) };
    });
    if (laid === 'none') return undefined;
    const tails = allOf(sources.map((source, index) => exact(source, cuts[index] as number, end, days)));
    return tails && layoutOf(laid.map((one, index) => append(one, tails[index] as Exact)));
  }

  #drawAhead(beside: Baseline, present: Present, step: Step, clockwork: Clockwork): readonly Point[] | undefined {
    const { from, to } = present;
    const key = `${step}/${beside.start}/${beside.cap}/${from}/${to}/${clockwork.stamp}/${clockwork.groups}`;
    const drawn = this.#ahead.get(key, () => {
      const until = present.span.rolling ? to + STEP_MS[step] : to;
      const shown = stepsOf(from, until, step, clockwork.days);
      const steps: Piece[] | undefined = shown && [];
      for (const { key, start, end } of shown ?? []) {
        const shifted = beside.start - from;
        const cap = present.span.rolling ? Number.POSITIVE_INFINITY : beside.cap;
        if (key < to && start + shifted < cap)
          steps?.push({ key, start: start + shifted, end: Math.min(end + shifted, cap) });
      }
      return this.#pointsOf(steps, clockwork);
    });
    return typeof drawn === 'string' ? undefined : drawn;
  }

  /** `many` where the points would be too many, `none` where they would be made of what is no longer kept. */
  #pointsOf(steps: readonly Piece[] | undefined, { sources, days, groups }: Clockwork) {
    const none = { value: 'none' as const, used: [] };
    const many = { value: 'many' as const, used: [] };
    const { measures, metrics, top } = this.#plan;
    const most = Math.min(MOST_BUCKETS, MOST_SUMMED / (groups * Math.max(1, measures.length)));
    if (!steps || steps.length > most || steps.length * Math.min(top, groups) * metrics.length > MOST_TOLD) return many;
    const points: Point[] = [];
    const used: (readonly [Source, readonly Run[]])[] = [];
    let buckets = 0;
    for (const { key, start, end } of steps) {
      const exacts = allOf(sources.map((source) => exact(source, start, end, days)));
      if (!exacts?.every(({ fractions }) => fractions.every(({ grain }) => grain <= MINUTE))) return none;
      for (const { runs } of exacts) for (const { count } of runs) buckets += count;
      if (buckets > most) return many;
      points.push({ key, ...layoutOf(exacts) });
      used.push(...usedBy(sources, exacts));
    }
    return { value: points, used };
  }
}

/** Rolling and given spans are compared from where counting began; days and campaigns from where they begin. */
function startOf(window: Plan['query']['window'], span: Span, counted: { from: number; to: number }): Present {
  const rounded = span.rolling || typeof window !== 'string';
  return { window, span, from: rounded ? counted.from : span.start, to: rounded ? counted.to : span.end };
}

function endNow(span: Span, counted: { from: number; to: number }, now: number, { sources, days }: Clockwork): number {
  // Rounding outward may reach past now, where only whole days are kept: nothing after now is counted yet.
  if (span.rolling || now >= counted.to) return counted.to;
  if (now < span.start) return counted.from;
  let end = now + 1;
  for (const source of sources) {
    const grain = finestAt(source, now, days);
    if (grain !== undefined) end = Math.max(end, endOf(grain, floorTo(grain, now, days), days));
  }
  return Math.min(end, counted.to);
}

/** Where the bucket that runs at `end` begins; never before `start`. */
function cutAt(source: Source, start: number, end: number, days: Days): number {
  const grain = finestAt(source, end, days);
  return grain === undefined ? end : Math.max(start, floorTo(grain, end, days));
}

function append(whole: Exact, tail: Exact): Exact {
  return {
    runs: tail.runs.length > 0 ? [...whole.runs, ...tail.runs] : whole.runs,
    fractions: [...whole.fractions, ...tail.fractions],
  };
}

const layoutOf = ([cells, sketches]: readonly Exact[]): Layout => ({ cells: cells as Exact, sketches });

function usedBy(sources: readonly Source[], exacts: readonly Exact[]): (readonly [Source, readonly Run[]])[] {
  return sources.map((source, index) => {
    const { runs = [], fractions = [] } = exacts[index] ?? {};
    return [source, [...runs, ...fractions.map(({ grain, bucket }) => ({ grain, first: bucket, count: 1 }))]] as const;
  });
}

function allOf<T>(parts: readonly (T | undefined)[]): T[] | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? known : undefined;
}
