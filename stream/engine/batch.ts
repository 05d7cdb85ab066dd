import { createHash } from 'node:crypto';
import type { Admitted, OrderNames } from '../contract/admitted.ts';
import type { Kind } from '../entities/define.ts';
import { KINDS, kindOf } from '../entities/index.ts';
import { order as orders } from '../entities/order.ts';
import { Writer } from './bytes.ts';
import { Familiar } from './familiar.ts';
import { Lexicon } from './lexicon.ts';
import { QuickOrder, type Terms } from './quickOrder.ts';
import { packQuick } from './quickRow.ts';
import { hashOrder, hashText, Rows } from './row.ts';
import { RowsReader } from './rowReader.ts';
import type { Names } from './shape.ts';
import { type SipKey, sip, sipKey } from './siphash.ts';

/*
 * A batch is one log entry: version (u8), dictionary (count, then length-prefixed UTF-8), count of rows, rows.
 * A row: kind × 16 + fact type (u8), key (3 × u32), `at` less the `at` of the row before (zig-zag), what the kind packs,
 * digest (u48).
 */
const VERSION = 1;

/** The open batch of one partition. */
export class BatchBuilder {
  readonly #rows: Rows;
  #count = 0;
  #last = 0;
  constructor(key: SipKey, lexicon: Lexicon) {
    this.#rows = new Rows(key, lexicon);
  }
  /** Events in it. */
  get count(): number {
    return this.#count;
  }
  /** About how many bytes `take` would give. */
  get bytes(): number {
    return this.#rows.length + this.#rows.dictionary.length;
  }
  add(event: Admitted, kind: Kind<unknown, unknown>, k0: number, k1: number, k2: number): void {
    this.#begin(kind.number, kind.factType(event), event.at, k0, k1, k2);
    kind.pack(event, this.#rows);
    this.#end();
  }
  addQuick(order: QuickOrder, k0: number, k1: number, k2: number): void {
    this.#begin(orders.number, order.type, order.at, k0, k1, k2);
    packQuick(order, this.#rows);
    this.#end();
  }
  #begin(kind: number, type: number, at: number, k0: number, k1: number, k2: number): void {
    const rows = this.#rows;
    rows.u8(kind * 16 + type);
    rows.u32(k0);
    rows.u32(k1);
    rows.u32(k2);
    rows.signed(at - this.#last);
    this.#last = at;
    rows.begin();
    rows.head(type, at);
  }
  #end(): void {
    this.#rows.u48(this.#rows.digest());
    this.#count += 1;
  }
  /** Content digest of an event as this installation computes it. */
  digest(event: Admitted, kind: Kind<unknown, unknown>): number {
    this.#rows.clear();
    this.#rows.begin();
    this.#rows.head(kind.factType(event), event.at);
    kind.pack(event, this.#rows);
    const digest = this.#rows.digest();
    this.#rows.clear();
    return digest;
  }
  /** The batch's bytes; the builder is empty afterwards. */
  take(): Uint8Array {
    const rows = this.#rows;
    const out = new Writer(this.bytes + 16);
    out.u8(VERSION);
    out.varint(rows.names);
    out.raw(rows.dictionary.bytes.subarray(0, rows.dictionary.length));
    out.varint(this.#count);
    out.raw(rows.bytes.subarray(0, rows.length));
    rows.clear();
    this.#count = 0;
    this.#last = 0;
    return out.since(0);
  }
}

/** Routes admitted events to the open batches of their partitions. `secret` is the installation's hashing secret. */
export class Edge {
  readonly builders: readonly BatchBuilder[];
  /** The order that `readQuick` read last. */
  readonly quick: QuickOrder;
  readonly #key: SipKey;
  readonly #lexicon = new Lexicon();
  readonly #familiar = new Familiar(this.#lexicon);
  readonly #scratch: BatchBuilder;
  constructor(secret: string, partitions: number) {
    this.#key = sipKey(createHash('sha256').update(`tidewall:${secret}`).digest().subarray(0, 16));
    this.builders = Array.from({ length: partitions }, () => new BatchBuilder(this.#key, this.#lexicon));
    this.#scratch = new BatchBuilder(this.#key, this.#lexicon);
    this.quick = new QuickOrder(this.#lexicon);
  }
  /** Adds one event to the open batch of its partition, whose number it returns. */
  add(event: Admitted): number {
    this.#lexicon.breathe();
    const kind = kindOf(event.type);
    hashText(this.#key, kind.key(event));
    const [k0 = 0, k1 = 0, k2 = 0] = sip;
    const partition = k0 % this.builders.length;
    this.builders[partition]?.add(event, kind, k0, k1, k2);
    if ('order' in event) this.#familiar.learn(event);
    return partition;
  }
  /** Reads the event in `body` from `from` up to `to` into `quick`, without parsing it. False when the schema must look. */
  readQuick(body: Uint8Array, from: number, to: number, terms: Terms): boolean {
    return this.quick.read(body, from, to, terms);
  }
  /** The names of `quick`, if one of them was not let in before. */
  get quickNames(): OrderNames | undefined {
    return this.#familiar.knows(this.quick) ? undefined : this.#familiar.namesOf(this.quick);
  }
  /** These names were let in. */
  learn(names: OrderNames): void {
    this.#familiar.learn(names);
  }
  /** Adds what `quick` holds, as `add` adds the same event. */
  addQuick(): number {
    const { body, order } = this.quick;
    hashOrder(this.#key, body, order.from, order.to);
    const k0 = sip[0] as number;
    const partition = k0 % this.builders.length;
    this.builders[partition]?.addQuick(this.quick, k0, sip[1] as number, sip[2] as number);
    return partition;
  }
  /** The source that `quick` names, '' when it names none. */
  get quickSource(): string {
    return this.#lexicon.textOf(this.quick.source);
  }
  /** 48 bits that tell this content from another, without `id` and `source`: a redelivery under a new event id is the same fact. */
  digest(event: Admitted): number {
    return this.#scratch.digest(event, kindOf(event.type));
  }
}

type Visit = (kind: number, k0: number, k1: number, k2: number, fact: unknown) => void;

/** Facts between two questions whether it is enough for now. A power of two. */
const STRIDE = 16;

/** Reads the facts of a batch in order, if need be a few at a time. */
export class BatchReader {
  readonly #rows = new RowsReader(new Uint8Array(0));
  #left = 0;
  #at = 0;

  /** Facts not yet visited. */
  get left(): number {
    return this.#left;
  }

  /** Begins with a batch. Throws a RangeError or TypeError when the bytes are none, and so does `read`; nothing is left then. */
  open(body: Uint8Array, names: Names): void {
    const rows = this.#rows.reset(body);
    this.#left = this.#at = 0;
    const version = rows.u8();
    if (version !== VERSION) throw new RangeError(`batch version ${version} is not known here`);
    this.#rows.open(names);
    this.#left = rows.varint();
  }

  /** Visits facts up to the end, or until it is `enough` for now. The fact object is used again for the next row of its kind. */
  read(visit: Visit, enough?: () => boolean): void {
    const rows = this.#rows;
    let left = this.#left;
    this.#left = 0;
    while (left > 0) {
      const head = rows.u8();
      const k0 = rows.u32();
      const k1 = rows.u32();
      const k2 = rows.u32();
      this.#at += rows.signed();
      const kind = KINDS[head >> 4];
      if (kind === undefined) throw new RangeError(`kind ${head >> 4} is not known here`);
      visit(head >> 4, k0, k1, k2, kind.unpack(head & 15, this.#at, rows));
      left -= 1;
      if (left % STRIDE === 0 && enough?.() === true) break;
    }
    this.#left = left;
  }
}

const reader = new BatchReader();

/** Visits every fact of a batch; returns how many. Throws as `BatchReader` does. Not reentrant. */
export function readBatch(body: Uint8Array, names: Names, visit: Visit): number {
  reader.open(body, names);
  const count = reader.left;
  reader.read(visit);
  return count;
}
