import { REFUSED_NAMES } from '../contract/names.ts';
import { MOST_BYTES, nameFault, textFault } from '../contract/text.ts';
import { channelOf, regionOf } from './briskFields.ts';
import { is, isPlain, length, Met, slice } from './scanText.ts';

export const names = new Met((text) => (nameFault(text) === undefined ? text : undefined));
export const titles = new Met((text) => (textFault(text) === undefined ? text : undefined));
export const channels = new Met(channelOf);
export const regions = new Met(regionOf);

/** The number of the field that the string taken last names, -1 for none; `guess` is tried first, since senders keep an order. */
export function fieldIn(fields: readonly string[], guess: number): number {
  const guessed = fields[guess];
  if (guessed !== undefined && is(guessed)) return guess;
  for (let field = 0; field < fields.length; field += 1) if (is(fields[field] as string)) return field;
  return -1;
}

/** The id of plain ASCII taken last; undefined when it is none, or more must be looked at. It is used up with its event, so it may be a piece of the body. */
export function idOf(): string | undefined {
  if (!isPlain() || length() > MOST_BYTES) return undefined;
  const text = slice();
  return REFUSED_NAMES.includes(text) ? undefined : text;
}
