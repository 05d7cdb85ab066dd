import { amount, brief, type Locale } from '../../format.ts';
import { cut, widthOf } from '../width.ts';

/** Px: of the letters of an amount and of a place, the least an amount takes, and what stands between the parts of a cell. */
const [AMOUNT, PLACE, LEAST, GAP, GUTTER] = [24, 22, 111, 14, 24];

/** What a cell needs for an amount and the shortest place, px. */
const PITCH = GUTTER + LEAST + GAP + 2 * PLACE;

/** How many cells stand beside the label, `wanted` or as many as have room for an amount and a place. */
export const cellsIn = (width: number, wanted: number): number =>
  Math.max(1, Math.min(wanted, Math.floor((width + GUTTER) / PITCH) - 1));

/** An amount that fits into a cell whole: exact, else short. Half a number would be another one. */
export function amountText(value: number, pitch: number, locale: Locale): string {
  const whole = amount(value, locale);
  return widthOf(whole, AMOUNT) <= pitch - GUTTER ? whole : brief(value, 'money', locale);
}

/** Where an order came from, as far as that fits beside its amount into a cell every `pitch` px: region and channel, else the region alone; two alike are said once. */
export function placeText(names: readonly string[], amount: string, pitch: number): string {
  const room = pitch - GUTTER - GAP - Math.max(LEAST, widthOf(amount, AMOUNT));
  const all = [...new Set(names)].join(' · ');
  return widthOf(all, PLACE) <= room ? all : cut(names[0] ?? '', PLACE, room);
}
