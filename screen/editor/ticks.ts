export interface Tick {
  /** On the screen, px from the start of the ruler. */
  at: number;
  major: boolean;
  words?: string;
}

/** Steps that are easily read; so many px of the screen are between two of them at least. */
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];
const LEAST_PX = 72;
const PARTS = 10;

/** The ticks of a ruler over `room` px of the screen, whose 0 stands at `offset`, in px of the canvas. */
export function ticksOf(offset: number, zoom: number, room: number): Tick[] {
  const step = STEPS.find((one) => one * zoom >= LEAST_PX) ?? 10_000;
  const part = step / PARTS;
  const first = Math.ceil(-offset / zoom / part);
  const last = Math.floor((room - offset) / zoom / part);
  const ticks: Tick[] = [];
  for (let number = first; number <= last; number += 1) {
    const at = Math.round(number * part * zoom + offset);
    const major = number % PARTS === 0;
    ticks.push(major ? { at, major, words: String(number * part) } : { at, major });
  }
  return ticks;
}
