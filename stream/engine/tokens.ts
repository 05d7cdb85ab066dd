/*
 * One object at a time of a JSON text in UTF-8, read without making it: the caller says which token must come next, and gives
 * up when another does. What is given up is read again by JSON.parse, so only the plainest JSON needs to be understood here:
 * no escapes, no fractions or exponents, no null.
 */

const QUOTE = 34;
const POINT = 46;
const ZERO = 48;
const BACKSLASH = 92;
export const COMMA = 44;
export const COLON = 58;
export const OPEN_LIST = 91;
export const CLOSE_LIST = 93;
export const OPEN = 123;
export const CLOSE = 125;

let bytes: Uint8Array = new Uint8Array(0);
let at = 0;
let end = 0;
/** Where the string taken last begins and ends. */
export let start = 0;
export let stop = 0;
/** It is printable ASCII only. */
export let plain = true;

/** Begins to read `source` from `from` up to `to`. */
export function begin(source: Uint8Array, from: number, to: number): void {
  bytes = source;
  at = from;
  end = to;
}

/** The next byte that is no blank, -1 at the end; it is not taken. */
export function next(): number {
  let place = at;
  while (place < end) {
    const code = bytes[place] as number;
    if (code > 32) {
      at = place;
      return code;
    }
    if (code !== 32 && code !== 13 && code !== 9) break;
    place += 1;
  }
  at = place;
  return place < end ? 0 : -1;
}

/** Takes the next byte if it is this one. */
export function eat(code: number): boolean {
  if (at < end && bytes[at] === code) {
    at += 1;
    return true;
  }
  if (next() !== code) return false;
  at += 1;
  return true;
}

/** Takes these very bytes; a blank in between is another spelling. */
export function eatWord(word: Uint8Array): boolean {
  const source = bytes;
  const { length } = word;
  if (at + length > end) return false;
  for (let index = 0; index < length; index += 1) if (source[at + index] !== word[index]) return false;
  at += length;
  return true;
}

/** Takes a string; `start`, `stop` and `plain` are about it until the next one. */
export function string(): boolean {
  if (!eat(QUOTE)) return false;
  const source = bytes;
  const last = end;
  let place = at;
  let all = 0;
  start = place;
  for (; place < last; place += 1) {
    const code = source[place] as number;
    if (code === QUOTE) {
      stop = place;
      at = place + 1;
      plain = all < 128;
      return true;
    }
    if (code === BACKSLASH || code < 32) return false;
    all |= code === 127 ? 128 : code;
  }
  return false;
}

/** The string taken last is this word. */
export function is(word: Uint8Array): boolean {
  if (stop - start !== word.length) return false;
  for (let index = 0; index < word.length; index += 1) if (bytes[start + index] !== word[index]) return false;
  return true;
}
/** The string taken last. */
export const slice = (): string => Buffer.from(bytes.buffer, bytes.byteOffset + start, stop - start).toString();

/** Takes a whole number of at most 15 figures; -1 when there is none. */
export function whole(): number {
  let value = next() - ZERO;
  if (!(value >= 0 && value <= 9)) return -1;
  const first = at;
  for (at += 1; at < end; at += 1) {
    const figure = (bytes[at] as number) - ZERO;
    if (!(figure >= 0 && figure <= 9)) break;
    if (first + 1 === at && value === 0) return -1;
    value = value * 10 + figure;
  }
  return at - first > 15 ? -1 : value;
}

/** The string taken last as minor units; -1 when it is no money of at most 15 figures. */
export function money(digits: number): number {
  if (stop - start > 16 || stop === start) return -1;
  let minor = 0;
  let decimals = -1;
  for (let index = start; index < stop; index += 1) {
    const code = bytes[index] as number;
    if (code === POINT) {
      if (decimals >= 0 || index === start) return -1;
      decimals = 0;
      continue;
    }
    const figure = code - ZERO;
    if (!(figure >= 0 && figure <= 9)) return -1;
    if (decimals >= 0) decimals += 1;
    else if (index === start + 1 && minor === 0) return -1;
    minor = minor * 10 + figure;
  }
  if (decimals === 0 || decimals > digits) return -1;
  for (let missing = digits - Math.max(decimals, 0); missing > 0; missing -= 1) minor *= 10;
  return minor;
}

/** The fields of an object, as they are and as they are mostly written. */
export class Fields {
  readonly #names: readonly Uint8Array[];
  readonly #written: readonly Uint8Array[];
  constructor(names: readonly string[]) {
    this.#names = names.map((name) => Buffer.from(name));
    this.#written = names.map((name) => Buffer.from(`"${name}":`));
  }
  /** Takes a field's name and colon: its number, -1 for none. `guess` is tried first, since senders keep an order. */
  take(guess: number): number {
    const written = this.#written[guess];
    if (written !== undefined && eatWord(written)) return guess;
    if (!string()) return -1;
    const found = this.#names.findIndex(is);
    return eat(COLON) ? found : -1;
  }
}
