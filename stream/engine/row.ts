import type { RowWriter } from '../entities/define.ts';
import { Writer } from './bytes.ts';
import { type SipKey, sip, siphash } from './siphash.ts';

const encoder = new TextEncoder();
const scratch = new Uint8Array(65_536);

/** Keyed hash of a text into `sip`. Texts of the door have at most 128 bytes each; longer ones are hashed whole. */
export function hashText(key: SipKey, text: string, halves: 1 | 2 = 2): void {
  const { length } = text;
  if (length > 20_000) {
    const bytes = encoder.encode(text);
    siphash(key, bytes, bytes.length, halves);
    return;
  }
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) {
      siphash(key, scratch, encoder.encodeInto(text, scratch).written, halves);
      return;
    }
    scratch[index] = code;
  }
  siphash(key, scratch, length, halves);
}

/** The two halves of `hashOf`. */
const lanes = new Int32Array(2);

/** A quick hash of 64 bits over UTF-16 units, into `lanes`: it need not withstand an enemy, only tell contents apart. */
function hashOf(text: string): void {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995);
    high ^= high >>> 15;
  }
  lanes[0] = low ^ (low >>> 15);
  lanes[1] = high;
}

/** Rows of one open batch, their dictionary, and the digest of the row being written. */
export class Rows extends Writer implements RowWriter {
  readonly #key: SipKey;
  readonly #numbers = new Map<string, number>();
  /** Both halves of the hash of each name by its number in the dictionary, so that a name is read through once a batch. */
  #hashes = new Int32Array(1024);
  readonly dictionary = new Writer(4096);
  #low = 0;
  #high = 0;
  constructor(key: SipKey) {
    super(16_384);
    this.#key = key;
  }
  get names(): number {
    return this.#numbers.size;
  }
  override clear(): void {
    super.clear();
    this.dictionary.clear();
    this.#numbers.clear();
  }
  /** A new row begins: its digest starts from the installation's key. */
  begin(): void {
    this.#low = this.#key[0];
    this.#high = this.#key[1];
  }
  /** Lets type and `at` count for the digest, which stand in the row's head. */
  head(type: number, at: number): void {
    this.#mix(at | 0, Math.floor(at / 4294967296) * 16 + type);
  }
  /** 48 bits that tell the content of the row from another content: what was written since `begin`. */
  digest(): number {
    this.#mix(this.#low ^ this.#high, this.#low);
    return (this.#low >>> 0) + (this.#high & 0xffff) * 4294967296;
  }
  #mix(one: number, two: number): void {
    const low = Math.imul(this.#low ^ one, 0x85ebca6b);
    const high = Math.imul(this.#high ^ two ^ (low >>> 15), 0xc2b2ae35);
    this.#low = low ^ (high >>> 13);
    this.#high = (high << 7) | (high >>> 25);
  }
  override u8(value: number): void {
    super.u8(value);
    this.#mix(value, 1);
  }
  override varint(value: number): void {
    super.varint(value);
    this.#mix(value | 0, Math.floor(value / 4294967296));
  }
  override u32(value: number): void {
    super.u32(value);
    this.#mix(value | 0, 2);
  }
  override text(value: string): void {
    super.text(value);
    hashOf(value);
    this.#mix(lanes[0] ?? 0, lanes[1] ?? 0);
  }
  name(text: string): void {
    if (text === '') {
      super.u8(0);
      this.#mix(0, 3);
      return;
    }
    const number = this.#numbers.get(text) ?? this.#learn(text);
    super.varint(number);
    this.#mix(this.#hashes[number * 2] ?? 0, this.#hashes[number * 2 + 1] ?? 0);
  }
  #learn(text: string): number {
    const number = this.#numbers.size + 1;
    if (number * 2 >= this.#hashes.length) {
      const grown = new Int32Array(number * 4);
      grown.set(this.#hashes);
      this.#hashes = grown;
    }
    hashOf(text);
    this.#hashes.set(lanes, number * 2);
    this.#numbers.set(text, number);
    this.dictionary.text(text);
    return number;
  }
  id(text: string): void {
    if (text === '') {
      this.u48(0);
      return;
    }
    hashText(this.#key, `i:${text}`, 1);
    this.u48(((sip[0] ?? 0) || 1) + ((sip[1] ?? 0) & 0xffff) * 4294967296);
  }
  buyer(text: string): void {
    hashText(this.#key, `b:${text}`, 1);
    const high = sip[0] ?? 0;
    const low = sip[1] ?? 0;
    this.u32(high);
    this.u32(low || 1);
  }
}
