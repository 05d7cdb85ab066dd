import { Arena, unitsFor } from './arena.ts';

/** Bytes in front of a page: where the one before it stands (4), its length (2), its measure (1), and one unused. */
const HEAD = 8;

/** A saved page that was not unpacked. `bytes` are good until the next call. */
export interface PackedPage {
  readonly measure: number;
  readonly bytes: Uint8Array;
}

/**
 * Saved pages as they came, some 150 bytes each, in chains: one for each sheet that nobody has asked for since the start.
 * Unpacked it takes up to 16 KB, and most minutes of most SKUs are dropped before anybody asks.
 */
export class PackedPages {
  readonly #arena = new Arena();

  /** Puts a page behind the chain `last` (0 = a new one). Returns the chain as it is now. */
  add(last: number, measure: number, bytes: Uint8Array): number {
    const room = this.#arena.take(unitsFor(HEAD + bytes.length));
    const chunk = this.#arena.chunk(room);
    const at = this.#arena.offset(room);
    const view = new DataView(chunk.buffer, chunk.byteOffset + at, HEAD);
    view.setUint32(0, last, true);
    view.setUint16(4, bytes.length, true);
    view.setUint8(6, measure);
    chunk.set(bytes, at + HEAD);
    return room;
  }

  /** Ends the chain. Returns its pages in the order they came. */
  take(chain: number): PackedPage[] {
    const pages: PackedPage[] = [];
    for (let room = chain; room !== 0; ) {
      const chunk = this.#arena.chunk(room);
      const at = this.#arena.offset(room);
      const view = new DataView(chunk.buffer, chunk.byteOffset + at, HEAD);
      const [before, length] = [view.getUint32(0, true), view.getUint16(4, true)];
      pages.unshift({ measure: view.getUint8(6), bytes: chunk.subarray(at + HEAD, at + HEAD + length) });
      // A freed room keeps all but its first bytes until it is taken again.
      this.#arena.give(room, unitsFor(HEAD + length));
      room = before;
    }
    return pages;
  }
}
