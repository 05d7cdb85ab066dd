import type { Campaign } from '../../../stream/contract/campaign.ts';
import { dayCurve, expectedOrders, nightCurve } from './curve.ts';
import type { Plan } from './plan.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** What an order placed on the night brings in, fen: measured over seeds. */
const WORTH = 58_000;

/** What a rehearsal is asked for. */
export interface Wish {
  seed: number;
  /** Orders a second on an even stretch. */
  rate: number;
  /** From the opening to the end. */
  minutes: number;
  spike: number;
}

/** When a night begins, opens and ends: epoch ms on whole minutes. */
export interface Times {
  start: number;
  opens: number;
  end: number;
}

/** A plan of the promotion itself. Ids begin with seed and start, so that another night is other orders. */
export function nightPlan({ seed, rate, spike }: Wish, times: Times, retentionDays?: number): Plan {
  const run = `r${seed}-${times.start.toString(36)}`;
  const curve = nightCurve({ ...times, rate, spike });
  return {
    seed,
    run,
    ...times,
    curve,
    stock: true,
    trouble: true,
    ...(retentionDays === undefined ? {} : { retentionDays }),
  };
}

/** An ordinary stretch of time: no presale, no stock, no trouble. `midnight` is the start of any local day. */
export function ordinaryPlan(
  seed: number,
  rate: number,
  { from, to, midnight }: { from: number; to: number; midnight: number },
): Plan {
  const run = `r${seed}-${from.toString(36)}-day`;
  return { seed, run, start: from, end: to, curve: dayCurve(rate, midnight), stock: false, trouble: false };
}

/**
 * What happened before the night begins, so that every comparison finds something true: the same day last week lightly,
 * yesterday with a smaller night at the same hour, and today up to the start. `midnight` begins the local day of the start.
 */
export function pastPlans(wish: Wish, times: Times, midnight: number): Plan[] {
  const daily = Math.min(1.5, wish.rate / 12);
  const day = (number: number, share: number, to = midnight + (number + 1) * DAY) =>
    ordinaryPlan(wish.seed + number, daily * share, { from: midnight + number * DAY, to, midnight });
  const yesterday = shifted(times, -DAY);
  const night = {
    ...nightPlan({ ...wish, seed: wish.seed + 1, rate: wish.rate * 0.7 }, yesterday),
    stock: false,
    trouble: false,
  };
  return [day(-7, 0.25), day(-1, 1), night, ...(times.start > midnight ? [day(0, 1, times.start)] : [])];
}

export const shifted = ({ start, opens, end }: Times, by: number): Times => ({
  start: start + by,
  opens: opens + by,
  end: end + by,
});

/** The campaign of a night, with phases, a target a little above what is expected, and round milestones on the way. */
export function campaignOf(
  wish: Wish,
  times: Times,
  id: string,
  names: Campaign['names'],
  baseline?: string,
): Campaign {
  const curve = nightCurve({ ...times, rate: wish.rate, spike: wish.spike });
  const expected = expectedOrders(curve, times.start, times.end) * WORTH;
  const minute = (at: number) => Math.round(at / MINUTE) * MINUTE;
  const length = times.end - times.opens;
  const phases = [
    { id: 'warm-up', names: { 'zh-CN': '预热', en: 'Warm-up' }, start: times.start },
    { id: 'opening', names: { 'zh-CN': '开门红', en: 'Opening' }, start: times.opens },
    { id: 'main', names: { 'zh-CN': '正场', en: 'Main sale' }, start: minute(times.opens + length * 0.2) },
    { id: 'rush', names: { 'zh-CN': '冲刺', en: 'Last rush' }, start: minute(times.opens + length * 0.85) },
  ].filter((phase, index, all) => index === 0 || phase.start > (all[index - 1]?.start ?? 0));
  const milestones = [...new Set([0.1, 0.25, 0.5, 0.8].map((share) => round(expected * share)))];
  return {
    id,
    names,
    ...pick(times),
    phases,
    target: round(expected * 1.03, 2),
    milestones,
    ...(baseline ? { baseline } : {}),
  };
}

const pick = ({ start, end }: Times) => ({ start, end });

/** The nearest 1, 2 or 5 times a power of ten, or so many leading figures. */
function round(value: number, figures?: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  if (figures !== undefined) return Math.round((value / power) * 10 ** (figures - 1)) * (power / 10 ** (figures - 1));
  const lead = value / power;
  return (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10) * power;
}
