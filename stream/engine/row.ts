import type { RowWriter } from '../entities/define.ts';
import { Writer } from './bytes.ts';
import { asciiHash, contentHash, type Lexicon, lanes } from './lexicon.ts';
import { type SipKey, sip, siphash } from './siphash.ts';

const encoder = new TextEncoder();
const scratch = new Uint8Array(65_536);
/** What is hashed under one key begins with what it is: an order is no buyer. */
const [ORDER, ID, BUYER] = ['o', 'i', 'b'].map((letter) => letter.charCodeAt(0)) as [number, number, number];
const COLON = 58;

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

/** The same of a piece of plain ASCII behind its letter and a colon. */
function hashPiece(key: SipKey, letter: number, bytes: Uint8Array, from: number, to: number, halves: 1 | 2): void {
  scratch[0] = letter;
  scratch[1] = COLON;
  for (let index = from; index < to; index += 1) scratch[index - from + 2] = bytes[index] as number;
  siphash(key, scratch, to - from + 2, halves);
}

/** The key of the order with this id of plain ASCII, into `sip`. */
export function hashOrder(key: SipKey, bytes: Uint8Array, from: number, to: number): void {
  hashPiece(key, ORDER, bytes, from, to, 2);
}

/** Rows of one open batch, their dictionary, and the digest of the row being written. */
export class Rows extends Writer implements RowWriter {
  readonly #key: SipKey;
  readonly #lexicon: Lexicon;
  #generation = 0;
  /** Batches begun: a name's number in the dictionary is good in its own. */
  #batch = 1;
  /** Pairs of batch and number in its dictionary, by the lexicon's number. */
  #numbers = new Uint32Array(2 * 1024);
  names = 0;
  readonly dictionary = new Writer(4096);
  #low = 0;
  #high = 0;
  constructor(key: SipKey, lexicon: Lexicon) {
    super(16_384);
    this.#key = key;
    this.#lexicon = lexicon;
  }
  override clear(): void {
    super.clear();
    this.dictionary.clear();
    this.names = 0;
    this.#batch++;
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
    contentHash(value);
    this.#mix(lanes[0] as number, lanes[1] as number);
  }
  /** A text of plain ASCII in `bytes`, written as `text` writes it, which mixes in the length of long ones. */
  ascii(bytes: Uint8Array, from: number, to: number): void {
    if (to - from < 128) super.varint(to - from);
    else this.varint(to - from);
    super.copy(bytes, from, to);
    asciiHash(bytes, from, to);
    this.#mix(lanes[0] as number, lanes[1] as number);
  }
  name(text: string): void {
    this.numbered(this.#lexicon.numberOf(text));
  }
  /** A name by its number in the lexicon. */
  numbered(number: number): void {
    if (number === 0) {
      super.u8(0);
      this.#mix(0, 3);
      return;
    }
    if (this.#generation !== this.#lexicon.generation) this.#renew();
    const at = number * 2;
    super.varint(this.#numbers[at] === this.#batch ? (this.#numbers[at + 1] as number) : this.#learn(number));
    this.#mix(this.#lexicon.low(number), this.#lexicon.high(number));
  }
  #learn(number: number): number {
    if (number * 2 >= this.#numbers.length) {
      const grown = new Uint32Array(Math.max(this.#numbers.length * 2, number * 2 + 2));
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.names++;
    this.#numbers[number * 2] = this.#batch;
    this.#numbers[number * 2 + 1] = this.names;
    this.#lexicon.write(number, this.dictionary);
    return this.names;
  }
  /** The lexicon began anew: a name may stand in the dictionary twice, which is read as one. */
  #renew(): void {
    this.#generation = this.#lexicon.generation;
    this.#numbers.fill(0);
  }
  id(text: string): void {
    if (text === '') {
      this.u48(0);
      return;
    }
    hashText(this.#key, `i:${text}`, 1);
    this.#id();
  }
  /** The same of plain ASCII. */
  idOf(bytes: Uint8Array, from: number, to: number): void {
    if (from === to) {
      this.u48(0);
      return;
    }
    hashPiece(this.#key, ID, bytes, from, to, 1);
    this.#id();
  }
  #id(): void {
    this.u48(((sip[0] ?? 0) || 1) + ((sip[1] ?? 0) & 0xffff) * 4294967296);
  }
  buyer(text: string): void {
    hashText(this.#key, `b:${text}`, 1);
    this.#buyer();
  }
  /** The same of plain ASCII. */
  buyerOf(bytes: Uint8Array, from: number, to: number): void {
    hashPiece(this.#key, BUYER, bytes, from, to, 1);
    this.#buyer();
  }
  #buyer(): void {
    const high = sip[0] ?? 0;
    const low = sip[1] ?? 0;
    this.u32(high);
    this.u32(low || 1);
  }
}
