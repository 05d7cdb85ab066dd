/** How a chart moves, by the tokens: nothing at the start, a short ease to every new reading, nothing for who wants it still. */
export function motionOf(element: Element): Record<string, unknown> {
  const style = getComputedStyle(element);
  const easing = /cubic-bezier\([^)]+\)/.exec(style.getPropertyValue('--ease'))?.[0] ?? 'linear';
  return {
    animation: !isStill(),
    animationDuration: 0,
    animationDurationUpdate: durationOf(element),
    animationEasingUpdate: easing,
  };
}

/** How long something eases to a new reading, ms; 0 for who wants it still. */
export const durationOf = (element: Element): number =>
  isStill() ? 0 : Number(getComputedStyle(element).getPropertyValue('--ease-ms'));

/** Whether whoever looks asked for as little motion as possible. */
export const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
