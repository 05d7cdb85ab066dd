import { cut, widthOf } from '../width.ts';

/** Px: of the letters of an amount and of a place, the least an amount takes, and what stands between the parts of a cell. */
const [AMOUNT, PLACE, LEAST, GAP, GUTTER] = [24, 22, 111, 14, 24];

/** Where an order came from, as far as that fits beside its amount into a cell every `pitch` px: region and channel, else the region alone; two alike are said once. */
export function placeText(names: readonly string[], amount: string, pitch: number): string {
  const room = pitch - GUTTER - GAP - Math.max(LEAST, widthOf(amount, AMOUNT));
  const all = [...new Set(names)].join(' · ');
  return widthOf(all, PLACE) <= room ? all : cut(names[0] ?? '', PLACE, room);
}
