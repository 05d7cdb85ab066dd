/*
 * One object at a time of a JSON text, read without making it: the caller says which token must come next, and gives up
 * when another does. What is given up is read again by JSON.parse, so only the plainest JSON needs to be understood here:
 * no escapes, no fractions or exponents, no null.
 */

const QUOTE = 34;
const BACKSLASH = 92;
export const COMMA = 44;
export const COLON = 58;
export const OPEN_LIST = 91;
export const CLOSE_LIST = 93;
export const OPEN = 123;
export const CLOSE = 125;

let text = '';
let at = 0;
let end = 0;
let start = 0;
let stop = 0;
let wide = false;

/** Begins to read `source` from `from` up to `to`. */
export function begin(source: string, from: number, to: number): void {
  text = source;
  at = from;
  end = to;
}

/** The next character that is no blank, -1 at the end; it is not taken. */
export function next(): number {
  const source = text;
  const last = end;
  let place = at;
  while (place < last) {
    const code = source.charCodeAt(place);
    if (code > 32) {
      at = place;
      return code;
    }
    if (code !== 32 && code !== 13 && code !== 9) break;
    place += 1;
  }
  at = place;
  return place < last ? 0 : -1;
}

/** Takes the next character if it is this one. */
export function eat(code: number): boolean {
  if (at < end && text.charCodeAt(at) === code) {
    at += 1;
    return true;
  }
  if (next() !== code) return false;
  at += 1;
  return true;
}

/** Takes these very characters; a blank in between is another spelling. */
export function eatText(word: string): boolean {
  if (!text.startsWith(word, at)) return false;
  at += word.length;
  return at <= end;
}

/** Takes a string; `slice`, `is` and `length` are about it until the next one. */
export function string(): boolean {
  if (!eat(QUOTE)) return false;
  const source = text;
  const last = end;
  let place = at;
  let all = 0;
  start = place;
  for (; place < last; place += 1) {
    const code = source.charCodeAt(place);
    if (code === QUOTE) {
      stop = place;
      at = place + 1;
      wide = all > 127;
      return true;
    }
    if (code === BACKSLASH || code < 32) return false;
    all |= code === 127 ? 128 : code;
  }
  return false;
}
export const slice = (): string => text.slice(start, stop);
export const length = (): number => stop - start;
export const is = (word: string): boolean => stop - start === word.length && text.startsWith(word, start);
/** Printable ASCII only. */
export const isPlain = (): boolean => !wide;

/** Takes a whole number of at most 15 figures; -1 when there is none. */
export function whole(): number {
  let value = next() - 48;
  if (!(value >= 0 && value <= 9)) return -1;
  const first = at;
  for (at += 1; at < end; at += 1) {
    const figure = text.charCodeAt(at) - 48;
    if (!(figure >= 0 && figure <= 9)) break;
    if (first + 1 === at && value === 0) return -1;
    value = value * 10 + figure;
  }
  return at - first > 15 ? -1 : value;
}

/** Texts met before, by what they are read as: a lookup is cheaper than checking again, and what is kept is no piece of a body. */
export class Met<T extends string> {
  readonly #known = new Map<string, T>();
  readonly #read: (text: string) => T | undefined;
  readonly #most: number;
  constructor(read: (text: string) => T | undefined, most = 200_000) {
    this.#read = read;
    this.#most = most;
  }
  /** The string taken last as it is read, undefined when it cannot be. */
  take(): T | undefined {
    const piece = slice();
    const known = this.#known.get(piece);
    if (known !== undefined) return known;
    const own = Buffer.from(piece).toString(); // a slice would keep the whole body alive
    const read = this.#read(own);
    if (read === undefined) return undefined;
    if (this.#known.size >= this.#most) this.#known.clear();
    this.#known.set(own, read);
    return read;
  }
}
