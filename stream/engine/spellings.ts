// What looks like a byte order mark is part of a name.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** FNV-1a over the bytes of a text: 32 bits, spread well enough for a table that compares the bytes too. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index++) hash = Math.imul(hash ^ (bytes[index] as number), 0x01000193);
  return hash ^ (hash >>> 15);
}

/**
 * Finds the number of a name from its UTF-8 as it stands in a batch, without making a string of it: a batch of 250 events
 * names some 300 things, nearly all of them known, and decoding each was a tenth of the whole fold.
 */
export class Spellings {
  /** Per slot: number + 1 (0 = free), hash, where its bytes stand, how many. */
  #slots = new Int32Array(4 * 1024);
  #bytes = new Uint8Array(16_384);
  #length = 0;
  #count = 0;
  readonly #intern: (text: string, length: number) => number;

  /** `intern` is asked for the number of what is met first; its `length` bytes are then kept from `length` of this on. */
  constructor(intern: (text: string, length: number) => number) {
    this.#intern = intern;
  }

  /** Bytes kept. */
  get length(): number {
    return this.#length;
  }

  /** What stands from `from` to `to` of the bytes kept. */
  text(from: number, to: number): string {
    const bytes = this.#bytes;
    let text = '';
    for (let index = from; index < to; index++) {
      const code = bytes[index] as number;
      if (code > 127 || index - from > 24) return decoder.decode(bytes.subarray(from, to));
      text += String.fromCharCode(code); // several times faster for the short names that most are
    }
    return text;
  }

  /** The number of the name spelt by these bytes, or -1. O(length). */
  known(bytes: Uint8Array, start: number, end: number): number {
    return (this.#slots[this.#slot(hashOf(bytes, start, end), bytes, start, end)] as number) - 1;
  }

  /** The number of the name spelt by these bytes; interned when it was not known, unless `intern` refuses it with a negative one. O(length). */
  numberOf(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashOf(bytes, start, end);
    const slot = this.#slot(hash, bytes, start, end);
    const known = this.#slots[slot] as number;
    if (known !== 0) return known - 1;
    const number = this.#intern(decoder.decode(bytes.subarray(start, end)), end - start);
    if (number < 0) return number;
    this.#keep(slot, number, hash, bytes, start, end);
    return number;
  }

  #slot(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash << 2) & mask;
    while (slots[slot] !== 0) {
      if (
        slots[slot + 1] === hash &&
        slots[slot + 3] === end - start &&
        this.#same(slots[slot + 2] as number, bytes, start, end)
      )
        return slot;
      slot = (slot + 4) & mask;
    }
    return slot;
  }

  #same(at: number, bytes: Uint8Array, start: number, end: number): boolean {
    const kept = this.#bytes;
    for (let index = start; index < end; index++) if (kept[at + index - start] !== bytes[index]) return false;
    return true;
  }

  #keep(slot: number, number: number, hash: number, bytes: Uint8Array, start: number, end: number): void {
    if (this.#length + end - start > this.#bytes.length) {
      const wider = new Uint8Array((this.#length + end - start) * 2);
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    this.#bytes.set(bytes.subarray(start, end), this.#length);
    const slots = this.#slots;
    slots[slot] = number + 1;
    slots[slot + 1] = hash;
    slots[slot + 2] = this.#length;
    slots[slot + 3] = end - start;
    this.#length += end - start;
    if (++this.#count * 8 > slots.length) this.#widen(slots);
  }

  #widen(old: Int32Array): void {
    const slots = new Int32Array(old.length * 2);
    const mask = slots.length - 1;
    for (let from = 0; from < old.length; from += 4) {
      if (old[from] === 0) continue;
      let slot = ((old[from + 1] as number) << 2) & mask;
      while (slots[slot] !== 0) slot = (slot + 4) & mask;
      slots.set(old.subarray(from, from + 4), slot);
    }
    this.#slots = slots;
  }
}
