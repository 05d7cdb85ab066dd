const MINUTE = 60_000;

/** Orders a second at an instant (epoch ms). */
export type Curve = (at: number) => number;

export interface Night {
  start: number;
  opens: number;
  end: number;
  /** Orders a second on an even stretch. */
  rate: number;
  /** How many times the rate the first seconds after the opening reach. */
  spike: number;
}

/**
 * The night of a promotion: a warm-up that swells in its last minute, a peak within three seconds of the opening that
 * decays, an even stretch with a slow wave, and a last rush before the end.
 */
export function nightCurve({ start, opens, end, rate, spike }: Night): Curve {
  const decay = Math.max(20_000, Math.min(4 * MINUTE, (end - opens) * 0.06));
  const rush = Math.max(1, (end - opens) * 0.1);
  return (at) => {
    if (at < start || at >= end) return 0;
    if (at < opens) {
      const left = (opens - at) / MINUTE;
      return rate * (0.35 + (left < 1 ? 0.65 * (1 - left) : 0));
    }
    const since = at - opens;
    const ramp = Math.min(1, since / 3_000);
    const peak = 1 + (spike - 1) * Math.exp(-since / decay) * ramp;
    const wave = 1 + 0.15 * Math.sin(since / (7 * MINUTE));
    const last = 1 + 0.3 * (spike - 1) * Math.exp(-(end - at) / rush) * (since > 3 * decay ? 1 : 0);
    return rate * wave * Math.max(peak, last);
  };
}

/** Share of an ordinary day's mean by local hour. */
const HOURS = [
  0.8, 0.4, 0.2, 0.1, 0.1, 0.2, 0.4, 0.7, 1, 1.3, 1.5, 1.4, 1.3, 1.2, 1.2, 1.2, 1.1, 1.1, 1.2, 1.5, 1.8, 1.9, 1.6, 1.2,
];

/** An ordinary day: `rate` is its mean, `midnight` the start of any local day (epoch ms); hours run into each other. */
export function dayCurve(rate: number, midnight: number): Curve {
  return (at) => {
    const hour = ((((at - midnight) / 3_600_000) % 24) + 24) % 24;
    const from = HOURS[Math.floor(hour)] ?? 1;
    const to = HOURS[(Math.floor(hour) + 1) % 24] ?? 1;
    return rate * (from + (to - from) * (hour % 1));
  };
}

/** Orders that a curve brings in a span, expected. */
export function expectedOrders(curve: Curve, from: number, to: number): number {
  const steps = Math.max(1, Math.min(2_000, Math.ceil((to - from) / 1_000)));
  const width = (to - from) / steps;
  let sum = 0;
  for (let step = 0; step < steps; step++) sum += curve(from + (step + 0.5) * width) * (width / 1_000);
  return sum;
}
