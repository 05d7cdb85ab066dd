import { REFUSED_NAMES } from '../contract/names.ts';
import { MOST_BYTES, nameFault, textFault } from '../contract/text.ts';
import { channelOf, regionOf } from './briskFields.ts';
import { COLON, eat, eatText, is, isPlain, length, Met, slice, string } from './scanText.ts';

export const names = new Met((text) => (nameFault(text) === undefined ? text : undefined));
export const titles = new Met((text) => (textFault(text) === undefined ? text : undefined));
export const channels = new Met(channelOf);
export const regions = new Met(regionOf);

/** The fields of an object, as they are and as they are mostly written. */
export class Fields {
  readonly #names: readonly string[];
  readonly #written: readonly string[];
  constructor(names: readonly string[]) {
    this.#names = names;
    this.#written = names.map((name) => `"${name}":`);
  }
  /** Takes a field's name and colon: its number, -1 for none. `guess` is tried first, since senders keep an order. */
  take(guess: number): number {
    const written = this.#written[guess];
    if (written !== undefined && eatText(written)) return guess;
    if (!string()) return -1;
    const found = this.#names.findIndex(is);
    return eat(COLON) ? found : -1;
  }
}

/** The id of plain ASCII taken last; undefined when it is none, or more must be looked at. It is used up with its event, so it may be a piece of the body. */
export function idOf(): string | undefined {
  if (!isPlain() || length() > MOST_BYTES) return undefined;
  const text = slice();
  return REFUSED_NAMES.includes(text) ? undefined : text;
}
