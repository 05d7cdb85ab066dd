/** How a chart moves, by the tokens: nothing at the start, a short ease to every new reading, nothing for who wants it still. */
export function motionOf(element: Element): Record<string, unknown> {
  const style = getComputedStyle(element);
  const easing = /cubic-bezier\([^)]+\)/.exec(style.getPropertyValue('--ease'))?.[0] ?? 'linear';
  return {
    animation: !isStill(),
    animationDuration: 0,
    animationDurationUpdate: Number(style.getPropertyValue('--ease-ms')),
    animationEasingUpdate: easing,
  };
}

/** Whether whoever looks asked for as little motion as possible. */
export const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
