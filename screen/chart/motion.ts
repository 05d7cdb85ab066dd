export interface Motion extends Record<string, unknown> {
  /** ms */
  animationDurationUpdate: number;
}

/** How a chart moves, by the tokens: nothing at the start, a short ease to a new reading, no time at all for who wants it still. */
export function motionOf(element: Element): Motion {
  const style = getComputedStyle(element);
  const easing = /cubic-bezier\([^)]+\)/.exec(style.getPropertyValue('--ease'))?.[0] ?? 'linear';
  return {
    animationDuration: 0,
    animationDurationUpdate: durationOf(element),
    animationEasingUpdate: easing,
  };
}

/** How long something eases to a new reading, ms; 0 for who wants it still. */
export const durationOf = (element: Element): number =>
  isStill() ? 0 : Number(getComputedStyle(element).getPropertyValue('--ease-ms'));

const STOOD_MS = 100;
/**
 * Asks for each change whether it may ease in `ms`: not one that comes before the last has eased and stood for a moment, for
 * under a stream of changes nothing would ever arrive, and every picture of the screen be drawn on the way.
 */
export function makeRest(): (ms: number) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return (ms) => {
    const [before, now] = [last, performance.now()];
    last = now;
    return ms > 0 && now - before >= ms + STOOD_MS;
  };
}

/** Whether whoever looks asked for as little motion as possible. */
export const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
