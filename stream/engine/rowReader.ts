import type { RowReader } from '../entities/define.ts';
import { Reader } from './bytes.ts';
import type { Names } from './shape.ts';

/** Reads rows: names are interned once per batch, and only when a fact asks for them. */
export class RowsReader extends Reader implements RowReader {
  #starts = new Uint32Array(1024);
  #interned = new Int32Array(1024);
  readonly #texts: string[] = [];
  readonly #side = new Reader(new Uint8Array(0));
  #names: Names | undefined;
  /** Passes over the dictionary at the position. */
  open(names: Names): void {
    const count = this.varint();
    if (count > this.bytes.length) throw new RangeError('the bytes end too early');
    if (count >= this.#starts.length) {
      this.#starts = new Uint32Array(count * 2);
      this.#interned = new Int32Array(count * 2);
    }
    this.#interned.fill(-1, 0, count + 1);
    this.#interned[0] = 0;
    this.#texts.length = 0;
    this.#texts.push('');
    for (let number = 1; number <= count; number += 1) this.#starts[number] = this.skip();
    this.#names = names;
    this.#side.reset(this.bytes);
  }
  name(): number {
    return this.intern(this.varint());
  }
  intern(local: number): number {
    const known = this.#interned[local] ?? -1;
    if (known >= 0) return known;
    const side = this.#side.reset(this.bytes, this.#starts[local] ?? 0);
    const length = side.varint();
    const end = side.position + length;
    if (end > this.bytes.length) throw new RangeError('the bytes end too early');
    const interned = (this.#names as Names).internBytes(this.bytes, side.position, end);
    this.#interned[local] = interned;
    return interned;
  }
  local(): number {
    return this.varint();
  }
  textOf(local: number): string {
    const known = this.#texts[local];
    if (known !== undefined) return known;
    const text = this.textAt(this.#starts[local] ?? 0);
    this.#texts[local] = text;
    return text;
  }
  skip(): number {
    const start = this.position;
    const length = this.varint();
    this.position += length;
    return start;
  }
  textAt(position: number): string {
    return this.#side.reset(this.bytes, position).text();
  }
}
