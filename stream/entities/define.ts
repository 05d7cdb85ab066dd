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
  /** Newest `at` of any fact joined, epoch ms. */
  newest(state: State): number;
  /** What stays when nothing before `closedBefore` (epoch ms, log time less retention and slack) can be delivered any more: undefined = forget the entity (its cells stay). */
  settle(state: State, closedBefore: number): State | undefined;
  /** A disagreement between what is known and this fact that an operator should see: a stable code. */
  conflict(state: State, fact: Fact): string | undefined;
  write(state: State, out: ByteWriter): void;
  read(input: ByteReader): State;
}

/** Appends to a growing buffer. Varints are unsigned LEB128 up to 2^53. */
export interface ByteWriter {
  u8(value: number): void;
  varint(value: number): void;
  /** Zig-zag varint. */
  signed(value: number): void;
  u32(value: number): void;
  text(value: string): void;
}
export interface ByteReader {
  u8(): number;
  varint(): number;
  signed(): number;
  u32(): number;
  text(): string;
}
