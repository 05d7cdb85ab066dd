import { Failure } from '../contract/failure.ts';
import type { Query, STEPS, Window } from '../contract/query.ts';
import type { Grouping } from './grouping.ts';

const MIN = 60_000;
const H = 60 * MIN;

/** Length of the windows that roll to now, ms. */
export const ROLLING: Readonly<Partial<Record<string, number>>> = {
  '1m': MIN,
  '5m': 5 * MIN,
  '15m': 15 * MIN,
  '1h': H,
  '24h': 24 * H,
};

/** Length of a step in ms; a day has 23 to 25 hours, so `1d` is only its usual length. */
export const STEP_MS: Readonly<Record<(typeof STEPS)[number], number>> = {
  '1s': 1_000,
  '1m': MIN,
  '5m': 5 * MIN,
  '15m': 15 * MIN,
  '1h': H,
  '1d': 24 * H,
};

/** As many points as Prometheus gives for one series. */
const MOST_POINTS = 11_000;

/** An instant of a query as epoch ms. */
export const instant = (value: number | string): number => (typeof value === 'number' ? value : Date.parse(value));

/** How long a window is at most, ms; undefined where only a campaign says. */
function lengthOf(window: Window): number | undefined {
  if (typeof window !== 'string') return instant(window.to) - instant(window.from);
  if (window === 'today' || window === 'yesterday') return 25 * H;
  return ROLLING[window];
}

/** Whether seconds are kept for as long as the window is. */
export function isShort(window: Window): boolean {
  return (lengthOf(window) ?? Number.POSITIVE_INFINITY) <= 15 * MIN;
}

/** Why this window and step are not possible for these cells, or undefined. */
export function refuseTime(
  query: Pick<Query, 'window'> & { step?: Query['step'] | undefined },
  cells?: { grouping: Grouping; sketched: boolean },
): Failure | undefined {
  const { window, step } = query;
  if (typeof window !== 'string' && !(instant(window.from) < instant(window.to)))
    return refuse('window', 'expected "from" before "to"; swap them or choose another span.');
  if (!cells) return undefined;
  const { grouping, sketched } = cells;
  if (grouping === 'channelSku') {
    if (typeof window === 'string' && window in ROLLING)
      return refuse(
        'window',
        'sku and channel are counted together in whole days only; expected today, yesterday, campaign or {from, to}.',
        'combination',
      );
    if (step !== undefined && step !== '1d')
      return refuse(
        'step',
        'sku and channel are counted together in whole days only; expected 1d, or no step.',
        'combination',
      );
  }
  if (sketched && (window === '1m' || window === '5m'))
    return refuse('window', 'buyers are not counted in 1m and 5m; expected 15m or longer.');
  if (step === undefined) return undefined;
  if (sketched && STEP_MS[step] < STEP_MS['15m'])
    return refuse(
      'step',
      'buyers are not counted in steps below 15m; expected 15m, 1h or 1d, or a query without buyers.',
    );
  return refuseStep(window, step, grouping);
}

function refuseStep(window: Window, step: (typeof STEPS)[number], grouping: Grouping): Failure | undefined {
  const length = lengthOf(window);
  if (step === '1s') {
    if (grouping !== 'store') return refuse('step', '1s is kept by channel and shop only; expected 1m or longer.');
    if (!isShort(window))
      return refuse(
        'step',
        '1s is kept for the last 15 minutes; expected a window of 1m, 5m or 15m, or a longer step.',
      );
  }
  if ((step === '1m' || step === '5m') && grouping !== 'store' && (length === undefined || length > H))
    return refuse(
      'step',
      `${step} is kept for the last hour by these dimensions; expected a window of at most 1h, or a step of 15m or longer.`,
    );
  if (length !== undefined && length / STEP_MS[step] > MOST_POINTS)
    return refuse(
      'step',
      `that would be more than ${MOST_POINTS} points a group; expected a longer step or a shorter window.`,
    );
  return undefined;
}

/** A line for each of many SKUs is the largest answer there is: more values than this hold up everybody else. */
const MOST_VALUES = 100_000;
/** Finer steps of SKUs are kept for so long. */
const FINE_SKUS = 50 * H;

/**
 * Why the lines of so many SKUs would be more than one answer holds, or undefined; other groupings are never refused here.
 * `lines`: how many of its metrics have one, which stock has not.
 */
export function refuseSize({ by, step, window, top = 100, compare }: Query, lines: number): Failure | undefined {
  if (by !== 'sku' || step === undefined) return undefined;
  const length = Math.min(
    lengthOf(window) ?? Number.POSITIVE_INFINITY,
    step === '1d' ? 400 * STEP_MS['1d'] : FINE_SKUS,
  );
  const values = Math.ceil(length / STEP_MS[step]) * top * lines * (compare === undefined ? 1 : 2);
  if (values <= MOST_VALUES) return undefined;
  return refuse(
    'step',
    `that could be ${values} values and is answered up to ${MOST_VALUES}; expected a smaller top, a longer step or fewer metrics.`,
  );
}

function refuse(path: 'window' | 'step', sentence: string, code: 'window' | 'combination' = 'window'): Failure {
  return new Failure(code, `${path}: ${sentence}`, { path });
}
