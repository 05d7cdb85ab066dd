import { onBeforeUnmount, type ShallowRef, shallowRef, watch } from 'vue';
import { makeRest } from '../../chart/motion.ts';

/** Steps of colour by name; parts of a step lie between two colours. */
export type Shades = ReadonlyMap<string, number>;

/** What lies `part` (0 to 1) of the way between two; what was not there before does not move. */
export const between = (from: Shades, to: Shades, part: number): Shades =>
  new Map([...to].map(([name, step]) => [name, (from.get(name) ?? step) * (1 - part) + step * part]));

/** Slow at its end, 0 to 1. */
const eased = (part: number) => 1 - (1 - part) ** 3;
/** At least so many ms between two pictures: a map is drawn as a whole. */
const APART_MS = 45;

/** Follows `source` in `ms` (0, or changes without rest between them: at once), as often as a map can be drawn in that time. */
export function useEasing(source: () => Shades, ms: () => number): Readonly<ShallowRef<Shades>> {
  const shown = shallowRef(source());
  let frame = 0;
  const rested = makeRest();
  watch(source, (to) => {
    cancelAnimationFrame(frame);
    const [from, begin, length] = [shown.value, performance.now(), ms()];
    if (!rested(length)) {
      shown.value = to;
      return;
    }
    let last = begin;
    const step = (now: number) => {
      const part = Math.min(1, (now - begin) / length);
      if (part === 1 || now - last >= APART_MS) {
        last = now;
        shown.value = part === 1 ? to : between(from, to, eased(Math.max(0, part)));
      }
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  });
  onBeforeUnmount(() => cancelAnimationFrame(frame));
  return shown;
}
