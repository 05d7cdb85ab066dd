/** Which page stands, and when the next one comes. Times are ms of a clock that never jumps. */
export interface Carousel {
  count: number;
  page: number;
  /** When the next page comes; undefined when there is only one, or it waits. */
  turnsAt: number | undefined;
  /** Somebody stopped it: it goes on by itself then. */
  pausedUntil: number | undefined;
}

export type Turn = 'next' | 'previous' | { page: number };

/** A pause ends by itself: a wall has nobody to end it. */
export const PAUSE_MS = 5 * 60_000;
/** The next page is made so long before it is shown, so that it stands complete. */
export const AHEAD_MS = 2_500;

/** A carousel on its first page; `seconds` of a page are how long it stands. */
export function start(count: number, seconds: number, now: number): Carousel {
  return { count, page: 0, turnsAt: count > 1 ? now + seconds * 1_000 : undefined, pausedUntil: undefined };
}

/** Which page a turn leads to; undefined when there is no such page. */
export function target({ count, page }: Carousel, turn: Turn): number | undefined {
  if (turn === 'next') return (page + 1) % count;
  if (turn === 'previous') return (page + count - 1) % count;
  return turn.page >= 0 && turn.page < count ? turn.page : undefined;
}

/** `page` stands from now on; a pause stays one. */
export function arrive(carousel: Carousel, page: number, seconds: number, now: number): Carousel {
  const turnsAt = carousel.count > 1 && carousel.pausedUntil === undefined ? now + seconds * 1_000 : undefined;
  return { ...carousel, page, turnsAt };
}

/** Stops it, or goes on when it is stopped. */
export function pause(carousel: Carousel, seconds: number, now: number): Carousel {
  if (carousel.count < 2) return carousel;
  if (carousel.pausedUntil !== undefined)
    return { ...carousel, pausedUntil: undefined, turnsAt: now + seconds * 1_000 };
  return { ...carousel, pausedUntil: now + PAUSE_MS, turnsAt: undefined };
}

/** What is due: a pause that ends, the page that is made ahead, the page that is shown. `held`: somebody is looking at a filtered page. */
export function due(
  carousel: Carousel,
  seconds: number,
  now: number,
  held: boolean,
): { carousel: Carousel; prepare?: number; show?: number } {
  const { pausedUntil, turnsAt } = carousel;
  if (pausedUntil !== undefined) return { carousel: now < pausedUntil ? carousel : pause(carousel, seconds, now) };
  if (turnsAt === undefined) return { carousel };
  if (held) return { carousel: { ...carousel, turnsAt: Math.max(turnsAt, now + AHEAD_MS + 1_000) } };
  const next = target(carousel, 'next') as number;
  if (now >= turnsAt) return { carousel, show: next };
  return now >= turnsAt - AHEAD_MS ? { carousel, prepare: next } : { carousel };
}
