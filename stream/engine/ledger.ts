import { Arena, unitsFor } from './arena.ts';
import { Reader, Writer } from './bytes.ts';
import { Coverage } from './coverage.ts';
import { compareOffsets, formatOffset, type Offset, parseOffset, START } from './offsets.ts';
import { KeyTable, RECORD, SEGMENT } from './table.ts';

const VERSION = 1;
/** Set in a state's first byte, beside the kind's number: refunds of it wait for a payment. */
const WAITING = 0x80;

/**
 * The states of all entities of one partition, as bytes: found by a 96-bit key, numbered in the order of first sight, saved
 * in segments of 4,096. A state stands as kind (u8), length (varint) and what the kind wrote.
 */
export class Ledger {
  readonly #table = new KeyTable();
  readonly #arena = new Arena();
  readonly coverage = new Coverage();
  /** By segment: entities alive, and entities ever put into it. */
  readonly live: number[] = [];
  readonly #used: number[] = [];
  readonly #vacant: number[] = [];
  /** The segment that takes new entities. */
  #tail = -1;
  readonly #reader = new Reader(new Uint8Array(0));
  /** The entry being applied. */
  now: Offset = START;

  get size(): number {
    return this.#table.live;
  }
  /** Bytes of states. */
  get bytes(): number {
    return this.#arena.used;
  }
  get segments(): number {
    return this.live.length;
  }
  get tail(): number {
    return this.#tail;
  }

  /** The entity with this key, or -1. O(1). */
  find(k0: number, k1: number, k2: number): number {
    return this.#table.find(k0, k1, k2);
  }

  alive(entity: number): boolean {
    return this.#room(entity) !== 0;
  }
  kind(entity: number): number {
    const room = this.#room(entity);
    return (this.#arena.chunk(room)[this.#arena.offset(room)] as number) & 15;
  }
  waits(entity: number): boolean {
    const room = this.#room(entity);
    return ((this.#arena.chunk(room)[this.#arena.offset(room)] as number) & WAITING) !== 0;
  }
  /** The three words of its key, from word `entity`. */
  key(entity: number): readonly [number, number, number] {
    const record = this.#table.segments[entity >>> 12] as Uint32Array;
    const word = (entity & (SEGMENT - 1)) * RECORD;
    return [record[word] as number, record[word + 1] as number, record[word + 2] as number];
  }

  /** A reader that stands at the entity's state; valid until the next call. */
  read(entity: number): Reader {
    const room = this.#room(entity);
    const reader = this.#reader.reset(this.#arena.chunk(room), this.#arena.offset(room) + 1);
    reader.varint();
    return reader;
  }

  /** Takes a new entity in. */
  add(k0: number, k1: number, k2: number, kind: number, waits: boolean, state: Writer): number {
    if (this.#tail < 0 || (this.#used[this.#tail] as number) >= SEGMENT)
      this.#tail = this.#vacant.pop() ?? this.#make();
    const entity = this.#tail * SEGMENT + (this.#used[this.#tail] as number);
    this.#used[this.#tail] = (this.#used[this.#tail] as number) + 1;
    this.#enter(entity, k0, k1, k2, this.#store(kind | (waits ? WAITING : 0), state.bytes, 0, state.length));
    this.coverage.changed(this.#tail, this.now);
    return entity;
  }

  /** Replaces the entity's state. */
  write(entity: number, kind: number, waits: boolean, state: Writer): void {
    const record = this.#table.segments[entity >>> 12] as Uint32Array;
    const word = (entity & (SEGMENT - 1)) * RECORD + 3;
    this.#release(record[word] as number);
    record[word] = this.#store(kind | (waits ? WAITING : 0), state.bytes, 0, state.length);
    this.coverage.changed(entity >>> 12, this.now);
  }

  remove(entity: number): void {
    this.#release(this.#room(entity));
    this.#table.remove(entity);
    const segment = entity >>> 12;
    this.live[segment] = (this.live[segment] as number) - 1;
    this.coverage.changed(segment, this.now);
  }

  /** Moves the last entities of a nearly empty segment to the newest one, when they fit there and nothing else is moving: both are then saved together. */
  gather(segment: number): void {
    if (segment === this.#tail || this.#tail < 0 || this.coverage.tied) return;
    if ((this.#used[this.#tail] as number) + (this.live[segment] as number) > SEGMENT) return;
    const copy = new Writer();
    for (let entity = segment * SEGMENT; entity < (segment + 1) * SEGMENT; entity++) {
      if (!this.alive(entity)) continue;
      const [kind, waits, [k0, k1, k2]] = [this.kind(entity), this.waits(entity), this.key(entity)];
      copy.clear();
      const room = this.#room(entity);
      const from = this.read(entity).position;
      copy.copy(this.#arena.chunk(room), from, this.#end(room));
      this.remove(entity);
      this.add(k0, k1, k2, kind, waits, copy);
    }
    this.coverage.changed(segment, this.now);
    this.coverage.tie(segment, this.#tail);
  }

  /** The segment as it is saved, in `out`; undefined when nothing lives in it: its number is free then. */
  encode(segment: number, out = new Writer()): Uint8Array | undefined {
    if (this.live[segment] === 0) {
      this.#used[segment] = 0;
      if (segment !== this.#tail && !this.#vacant.includes(segment)) this.#vacant.push(segment);
      return undefined;
    }
    const { length: begin } = out;
    out.u8(VERSION);
    out.text(formatOffset(this.now));
    out.varint(this.live[segment] as number);
    const record = this.#table.segments[segment] as Uint32Array;
    for (let index = 0; index < SEGMENT; index++) {
      const room = record[index * RECORD + 3] as number;
      if (room === 0) continue;
      out.varint(index);
      for (let word = 0; word < 3; word++) out.u32(record[index * RECORD + word] as number);
      // As it stands: head, length and state.
      const chunk = this.#arena.chunk(room);
      out.copy(chunk, this.#arena.offset(room), this.#end(room));
    }
    return out.since(begin);
  }

  /** Takes back what `encode` gave. Of an entity that stands in two segments the one saved later holds. Returns the entities that wait for a payment. Throws RangeError on other bytes. */
  load(segment: number, bytes: Uint8Array): number[] {
    const waiting: number[] = [];
    const input = new Reader(bytes);
    if (input.u8() !== VERSION) throw new RangeError('this is no segment of entities');
    const covered = parseOffset(input.text());
    while (this.segments <= segment) this.#vacant.push(this.#make());
    this.#occupy(segment);
    this.coverage.load(segment, covered);
    const record = this.#table.segments[segment] as Uint32Array;
    const count = input.varint();
    for (let entry = 0; entry < count; entry++) {
      const index = input.varint();
      const [k0, k1, k2] = [input.u32(), input.u32(), input.u32()];
      const head = input.u8();
      const length = input.varint();
      const entity = segment * SEGMENT + index;
      const known = this.#table.findOrInsert(entity, k0, k1, k2);
      if (known < 0 || compareOffsets(this.coverage.covered(known >>> 12), covered) < 0) {
        if (known >= 0) {
          this.remove(known);
          this.#table.insert(entity, k1, k2);
        }
        const word = index * RECORD;
        record[word] = k0;
        record[word + 1] = k1;
        record[word + 2] = k2;
        record[word + 3] = this.#store(head, bytes, input.position, length);
        this.live[segment] = (this.live[segment] as number) + 1;
        if ((head & WAITING) !== 0) waiting.push(entity);
      }
      input.position += length;
      this.#used[segment] = index + 1;
    }
    return waiting;
  }

  /** Everything is loaded: segment `tail` takes new entities again. */
  loaded(tail: number): void {
    this.#occupy(tail);
    if (tail >= 0 && tail < this.segments) this.#tail = tail;
  }

  /** Makes room for this many entities, so that the first minutes need not. */
  reserve(entities: number): void {
    this.#table.reserve(entities);
  }

  #occupy(segment: number): void {
    const vacant = this.#vacant.indexOf(segment);
    if (vacant >= 0) this.#vacant.splice(vacant, 1);
  }

  #room(entity: number): number {
    return (this.#table.segments[entity >>> 12] as Uint32Array)[(entity & (SEGMENT - 1)) * RECORD + 3] as number;
  }

  #enter(entity: number, k0: number, k1: number, k2: number, room: number): void {
    const record = this.#table.segments[entity >>> 12] as Uint32Array;
    const word = (entity & (SEGMENT - 1)) * RECORD;
    record[word] = k0;
    record[word + 1] = k1;
    record[word + 2] = k2;
    record[word + 3] = room;
    this.live[entity >>> 12] = (this.live[entity >>> 12] as number) + 1;
    this.#table.insert(entity, k1, k2);
  }

  #make(): number {
    this.#table.segments.push(new Uint32Array(SEGMENT * RECORD));
    this.#used.push(0);
    return this.live.push(0) - 1;
  }

  #store(head: number, bytes: Uint8Array, from: number, length: number): number {
    const prefix = length < 128 ? 2 : length < 16_384 ? 3 : 5;
    const room = this.#arena.take(unitsFor(prefix + length));
    const chunk = this.#arena.chunk(room);
    let at = this.#arena.offset(room);
    chunk[at++] = head;
    let rest = length;
    for (let left = prefix - 2; left > 0; left--, rest >>>= 7) chunk[at++] = (rest & 127) | 128;
    chunk[at++] = rest;
    // A loop beats set() for the few dozen bytes that nearly all states have.
    if (length > 200) chunk.set(bytes.subarray(from, from + length), at);
    else for (let index = 0; index < length; index++) chunk[at + index] = bytes[from + index] as number;
    return room;
  }

  #release(room: number): void {
    this.#arena.give(room, unitsFor(this.#end(room) - this.#arena.offset(room)));
  }

  /** Where the state that stands in the room ends in its chunk. */
  #end(room: number): number {
    const reader = this.#reader.reset(this.#arena.chunk(room), this.#arena.offset(room) + 1);
    const length = reader.varint();
    return reader.position + length;
  }
}
