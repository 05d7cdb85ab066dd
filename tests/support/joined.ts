import type { Admitted } from '../../stream/contract/admitted.ts';
import { type BatchBuilder, Edge, readBatch } from '../../stream/engine/batch.ts';
import type { Names } from '../../stream/engine/shape.ts';
import { admit } from '../../stream/entities/admit.ts';
import type { Kind, Place, Tally } from '../../stream/entities/define.ts';
import { KINDS } from '../../stream/entities/index.ts';
import { MEASURES } from '../../stream/entities/measures.ts';
import type { Amount, RawEvent } from './oracle.ts';

export const SETTINGS = { currency: 'CNY', digits: 2, retentionDays: 30 };
export const NOW = Date.UTC(2026, 10, 11, 4);

/** Interned strings as a partition holds them. */
export class Interned implements Names {
  readonly #texts = ['unknown'];
  readonly #ids = new Map<string, number>();
  get size(): number {
    return this.#texts.length;
  }
  internBytes(bytes: Uint8Array, start: number, end: number): number {
    return this.intern(new TextDecoder().decode(bytes.subarray(start, end)));
  }
  intern(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    this.#ids.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }
  text(id: number): string {
    return this.#texts[id] ?? '';
  }
  find(text: string): number | undefined {
    return this.#ids.get(text);
  }
}

/** The event as the door lets it in; throws what the door says otherwise. */
export function letIn(raw: unknown, settings = SETTINGS): Admitted {
  const verdict = admit(raw, { settings, source: 'tests', now: NOW });
  if (verdict.verdict !== 'accepted') throw new Error(JSON.stringify(verdict));
  return verdict.event;
}

const edge = new Edge('a secret of the tests', 1);
/** The digest this installation gives an event's content. */
export const digest = (raw: RawEvent) => edge.digest(letIn(raw));

export interface Entity {
  kind: Kind<unknown, unknown>;
  state: unknown;
}

/** Joins events the way they travel, through batches of the given lengths. */
export class Joined {
  readonly names = new Interned();
  readonly entities = new Map<string, Entity>();
  deliver(events: readonly RawEvent[], length = events.length): this {
    for (let start = 0; start < events.length; start += Math.max(length, 1)) {
      const each = new Edge('a secret of the tests', 1);
      for (const event of events.slice(start, start + Math.max(length, 1))) each.add(letIn(event));
      this.read((each.builders[0] as BatchBuilder).take());
    }
    return this;
  }
  read(body: Uint8Array): void {
    readBatch(body, this.names, (number, k0, k1, k2, fact) => {
      const kind = KINDS[number] as Kind<unknown, unknown>;
      const key = `${k0} ${k1} ${k2}`;
      this.entities.set(key, { kind, state: kind.join(this.entities.get(key)?.state, fact) });
    });
  }
  /** What the event would disagree with. */
  conflictOf(event: RawEvent): string | undefined {
    const each = new Edge('a secret of the tests', 1);
    each.add(letIn(event));
    let code: string | undefined;
    readBatch((each.builders[0] as BatchBuilder).take(), this.names, (number, k0, k1, k2, fact) => {
      const known = this.entities.get(`${k0} ${k1} ${k2}`);
      if (known) code = KINDS[number]?.conflict(known.state, fact);
    });
    return code;
  }
  tallied(): Sums {
    const sums = new Sums(this.names);
    for (const { kind, state } of this.entities.values()) kind.contribution(state, sums);
    return sums;
  }
}

/** A tally that keeps every number by itself, with names for numbers. */
export class Sums implements Tally {
  readonly amounts: Amount[] = [];
  readonly buyers: string[] = [];
  readonly stocks = new Map<string, number>();
  readonly notables: string[] = [];
  readonly #names: Names;
  constructor(names: Names) {
    this.#names = names;
  }
  #place(place: Place) {
    const { channel, shop, region, tag } = place;
    const text = (id: number) => this.#names.text(id);
    return { channel: text(channel), shop: text(shop), region: text(region), tag: text(tag) };
  }
  whole(measure: number, at: number, place: Place, value: number): void {
    this.amounts.push({ measure: MEASURES[measure] ?? '', at, ...this.#place(place), value: BigInt(value) });
  }
  part(measure: number, at: number, place: Place, category: number, sku: number, value: number): void {
    const line = { category: this.#names.text(category), sku: this.#names.text(sku) };
    this.amounts.push({ measure: MEASURES[measure] ?? '', at, ...this.#place(place), ...line, value: BigInt(value) });
  }
  buyer(at: number, place: Place, high: number, low: number): void {
    this.buyers.push(`${at} ${Object.values(this.#place(place)).join('·')} ${high} ${low}`);
  }
  stock(measure: number, sku: number, warehouse: number, value: number): void {
    const key = `${this.#names.text(sku)}|${this.#names.text(warehouse)}|${MEASURES[measure] ?? ''}`;
    if (value !== 0) this.stocks.set(key, (this.stocks.get(key) ?? 0) + value);
  }
  notable(what: 'order' | 'refund', at: number, place: Place, amount: number, id: number): void {
    this.notables.push(`${what} ${at} ${this.#place(place).shop} ${amount} ${id === 0 ? 0 : 'id'}`);
  }
}
