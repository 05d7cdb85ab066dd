import type { Admitted } from '../contract/admitted.ts';

/**
 * What an entity kind is. `join` makes a state from what is known, in any order and any number of times; `contribution`
 * says what that state adds to which cells. Every number on every wall is a sum of contributions.
 *
 * Strings are interned per partition: a name is a small integer here, and 0 is `unknown`.
 */

/** Where an amount belongs: interned names, 0 = unknown. */
export interface Place {
  channel: number;
  shop: number;
  region: number;
  tag: number;
}

/** Where contributions go. The fold gives one; tests give one that sums into a Map. `at` is epoch ms, `measure` a number of M. */
export interface Tally {
  /** An amount of the whole order: goes to the families store, region and tag. */
  whole(measure: number, at: number, place: Place, value: number): void;
  /** A part of an amount that belongs to one line: goes to the families category, sku and channelSku. */
  part(measure: number, at: number, place: Place, category: number, sku: number, value: number): void;
  /** A buyer seen at `at` in `place`: sketched, never taken back. `low` and `high` are 32 bits each of the keyed hash. */
  buyer(at: number, place: Place, high: number, low: number): void;
  /** A present value of stock (no time): goes to the family stock. */
  stock(measure: number, sku: number, warehouse: number, value: number): void;
  /** Something for the ticker of latest big orders and refunds: adds to no cell. `id` tells several of one entity apart. */
  notable(what: 'order' | 'refund', at: number, place: Place, amount: number, id: number): void;
}

export interface Kind<State, Fact> {
  readonly name: string;
  /** A semilattice: commutative, associative, idempotent. Pure: neither argument is changed; returns `state` itself when nothing new is known. */
  join(state: State | undefined, fact: Fact): State;
  /** Pure. What this one entity adds to which cells, always in the same order of parts for the same state. */
  contribution(state: State, tally: Tally): void;
  /**
   * Where what `next`, known after one more fact, contributes is little else than what `known` does: writes what is more and
   * what is not there any more, and says true. False, and nothing written, where it is not that simple.
   */
  grown?(known: State, next: State, more: Tally, less: Tally): boolean;
  /** Newest `at` of any fact joined, epoch ms. */
  newest(state: State): number;
  /** What stays when nothing before `closedBefore` (epoch ms, log time less retention and slack) can be delivered any more: undefined = forget the entity (its cells stay). */
  settle(state: State, closedBefore: number): State | undefined;
  /** A disagreement between what is known and this fact that an operator should see: a stable code. */
  conflict(state: State, fact: Fact): string | undefined;
  write(state: State, out: ByteWriter): void;
  read(input: ByteReader): State;
  /** Its place in log and segments: never changes, never given to another kind. Below 16. */
  readonly number: number;
  /** Event types of this kind. */
  readonly types: readonly string[];
  /** The text that tells this entity from all others; hashed into its key. */
  key(event: Admitted): string;
  /** The fact's type, below 16. */
  factType(event: Admitted): number;
  /** Writes what the log keeps of one event beside key, fact type and `at`; everything written goes into its digest. */
  pack(event: Admitted, out: RowWriter): void;
  /** The fact of one row; reads what `pack` wrote and then the digest (u48). The object is used again for the next row: keep its arrays if you like, never the fact itself. */
  unpack(type: number, at: number, input: RowReader): Fact;
  /** What the fact says about SKUs, for the listing: title ('' = not said) and category (0 = not said). */
  skus(fact: Fact, say: (sku: number, title: string, category: number) => void): void;
  /** What an operator calls the entity (order id, sku·warehouse), for lists of conflicts and voids. */
  label(fact: Fact): string;
  /** What a fact of this type voids; undefined when it voids nothing. */
  voids(fact: Fact): 'order' | 'refund' | undefined;
  /** Refunds that wait for their payment, for the late ledger. */
  waiting?(state: State): readonly Waiting[];
}

/** A refund whose payment is not known. */
export interface Waiting {
  order: string;
  refund: string;
  amount: number;
  at: number;
}

/** Appends to a growing buffer. Varints are unsigned LEB128 up to 2^53. */
export interface ByteWriter {
  u8(value: number): void;
  varint(value: number): void;
  /** Zig-zag varint. */
  signed(value: number): void;
  u32(value: number): void;
  text(value: string): void;
  /** Six bytes, for digests and hashed ids. */
  u48(value: number): void;
  raw(bytes: Uint8Array): void;
}
export interface ByteReader {
  u8(): number;
  varint(): number;
  signed(): number;
  u32(): number;
  text(): string;
  u48(): number;
  /** A copy of the next `length` bytes. */
  raw(length: number): Uint8Array;
}

/** A ByteWriter of one row of a batch: what is written is also mixed into the row's digest. */
export interface RowWriter extends ByteWriter {
  /** A string that comes again and again, by its number in the batch's dictionary; '' is not said. */
  name(text: string): void;
  /** 48 bits of keyed hash of an id; '' is 0. */
  id(text: string): void;
  /** 64 bits of keyed hash of a buyer, whose text goes nowhere else. */
  buyer(text: string): void;
}
/** A ByteReader of one row of a batch. */
export interface RowReader extends ByteReader {
  /** The interned number of a name; 0 = not said. */
  name(): number;
  /** A name's number in the batch's dictionary; `intern` and `textOf` take it while the batch is read. */
  local(): number;
  intern(local: number): number;
  textOf(local: number): string;
  /** Passes over a text; `textAt` gives it while the batch is read. */
  skip(): number;
  textAt(position: number): string;
}
