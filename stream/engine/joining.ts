import type { Kind, Waiting } from '../entities/define.ts';
import { Writer } from './bytes.ts';
import type { Incident, Voided } from './checkpoint.ts';
import { Contributions } from './contributions.ts';
import type { Days } from './days.ts';
import { Fold } from './fold.ts';
import { closedBefore, Forgetting } from './forgetting.ts';
import type { ImageStore } from './image.ts';
import type { Ledger } from './ledger.ts';
import { compareOffsets, type Offset, START } from './offsets.ts';
import type { Meta } from './saving.ts';
import type { PartitionCounters } from './shape.ts';
import { hex, Ticker } from './ticker.ts';
import { Waitlist } from './waitlist.ts';

type AnyKind = Kind<unknown, unknown>;
/** Incidents kept for one checkpoint; more are only counted. */
const LISTED = 1_000;
/** Voids that wait for their turn in a checkpoint; more are only counted. */
const VOIDS_LISTED = 20_000;
const NOTHING = new Contributions();

/** Facts into entities, and what that changes into cells. */
export class Joining {
  readonly counters: PartitionCounters = {
    events: 0,
    duplicates: 0,
    conflicts: 0,
    voided: 0,
    waiting: 0,
    setAside: 0,
    entities: 0,
  };
  readonly ticker: Ticker;
  readonly waitlist = new Waitlist();
  readonly incidents: Incident[] = [];
  readonly voided: Voided[] = [];
  /** Keys (hex) of entities that nothing is counted of. */
  readonly aside = new Set<string>();
  readonly #image: ImageStore;
  readonly #ledger: Ledger;
  readonly #fold: Fold;
  readonly #kinds: readonly (AnyKind | undefined)[];
  readonly #retentionDays: number;
  readonly #forgetting: Forgetting;
  readonly #before = new Contributions();
  readonly #after = new Contributions();
  readonly #scratch = new Writer(4096);
  #now: Offset = START;
  #closedBefore = 0;
  #counting = true;
  #factAt = 0;

  constructor(
    image: ImageStore,
    ledger: Ledger,
    days: Days,
    retentionDays: number,
    kinds: readonly (AnyKind | undefined)[],
  ) {
    this.#image = image;
    this.#ledger = ledger;
    this.#fold = new Fold(image, days);
    this.#kinds = kinds;
    this.#retentionDays = retentionDays;
    this.#forgetting = new Forgetting(ledger, retentionDays, this.#kind);
    this.ticker = new Ticker(image.names);
  }

  /** The facts that follow stand in the entry `now`. `fold` false: they are only joined, for they were counted before. */
  begin(now: Offset, logTime: number, fold: boolean): void {
    this.#now = now;
    this.#closedBefore = closedBefore(logTime, this.#retentionDays);
    this.#counting = fold;
  }

  /** Buckets have closed, or days become kept. */
  reopen(): void {
    this.#fold.reopen();
  }

  /** The entry ends. */
  settle(): void {
    this.#fold.settle();
  }

  /** One fact of the entry. */
  readonly visit = (number: number, k0: number, k1: number, k2: number, fact: unknown): void => {
    const kind = this.#kind(number);
    let entity = this.#ledger.find(k0, k1, k2);
    let known: unknown;
    if (entity >= 0) {
      const segment = entity >>> 12;
      if (!this.#counting && compareOffsets(this.#now, this.#ledger.coverage.covered(segment)) <= 0) return;
      known = kind.read(this.#ledger.read(entity));
      // What is past its time is forgotten here and now, whenever the sweep comes by: the same entries, the same numbers.
      const settled = kind.settle(known, this.#closedBefore);
      if (settled === undefined) {
        this.#forget(entity, known);
        this.#ledger.remove(entity);
        entity = -1;
      }
      known = settled;
    }
    const next = kind.join(known, fact);
    if (this.#counting && this.#isDuplicate(kind, k0, k1, k2, known, next, fact)) return;
    this.#factAt = (fact as { at: number }).at;
    kind.skus(fact, this.#say);
    const waited = entity >= 0 && this.#ledger.waits(entity);
    const waits = this.#contribute(kind, known, next);
    if (this.#counting) this.#count(kind, k0, k1, k2, known, fact);
    this.#scratch.clear();
    kind.write(next, this.#scratch);
    if (entity < 0) this.#ledger.add(k0, k1, k2, number, waits, this.#scratch);
    else this.#ledger.write(entity, number, waits, this.#scratch);
    if (waits) this.waitlist.hold([k0, k1, k2], kind.waiting?.(next) ?? []);
    else if (waited) this.waitlist.release([k0, k1, k2], kind.waiting?.(known) ?? []);
  };

  /** Forgets and lists what is due. */
  sweep(logTime: number): void {
    this.#forgetting.step(logTime, (entity, state) => this.#forget(entity, state));
    this.waitlist.sweep(logTime, ([k0, k1, k2]) => this.#waitingOf(this.#ledger.find(k0, k1, k2)));
  }

  /** These entities came back from a checkpoint, waiting for a payment. */
  restore(waiting: readonly number[]): void {
    for (const entity of waiting) this.waitlist.hold(this.#ledger.key(entity), this.#waitingOf(entity), true);
  }

  load({ counters, latest, aside }: Meta): void {
    Object.assign(this.counters, counters);
    this.ticker.load(latest);
    for (const key of aside) this.aside.add(key);
  }

  #isDuplicate(
    kind: AnyKind,
    k0: number,
    k1: number,
    k2: number,
    known: unknown,
    next: unknown,
    fact: unknown,
  ): boolean {
    this.counters.events++;
    if (known === undefined) return false;
    const code = kind.conflict(known, fact);
    if (code !== undefined) {
      this.counters.conflicts++;
      this.#list(code, kind, k0, k1, k2, fact);
    }
    if (next !== known) return false;
    this.counters.duplicates++;
    return true;
  }

  /** Works out `#before` and `#after`, both without what stays as it was where that is easily told. Returns whether something waits. */
  #contribute(kind: AnyKind, known: unknown, next: unknown): boolean {
    const before = this.#before;
    const after = this.#after;
    before.clear();
    after.clear();
    if (known === undefined || kind.grown?.(known, next, after, before) !== true) {
      kind.contribution(next, after);
      if (known !== undefined && this.#counting) kind.contribution(known, before);
    }
    return after.waiting > 0;
  }

  /** Replaces what the entity contributed (`#before`) by what it contributes now (`#after`). */
  #count(kind: AnyKind, k0: number, k1: number, k2: number, known: unknown, fact: unknown): void {
    if (this.aside.size > 0 && this.aside.has(hex([k0, k1, k2]))) return;
    const before = this.#before;
    const after = this.#after;
    if (this.#fold.replace(before, after)) {
      if (before.buyers === 0 && after.buyers > 0) this.#fold.see(after);
      if (before.notables + after.notables > 0) this.ticker.replace([k0, k1, k2], before, after);
      this.counters.waiting += after.waiting - before.waiting;
      const what = kind.voids(fact);
      if (what && voidedNow(before, after, known === undefined)) {
        this.counters.voided++;
        const { at } = fact as { at: number };
        if (this.voided.length < VOIDS_LISTED) this.voided.push({ at, [what]: kind.label(fact) });
      }
      return;
    }
    before.clear();
    if (known !== undefined) kind.contribution(known, before);
    this.#fold.take(before);
    if (before.notables > 0) this.ticker.replace([k0, k1, k2], before, NOTHING);
    this.counters.waiting -= before.waiting;
    this.counters.setAside++;
    this.aside.add(hex([k0, k1, k2]));
    this.#list('set_aside', kind, k0, k1, k2, fact);
  }

  #list(code: string, kind: AnyKind, k0: number, k1: number, k2: number, fact: unknown): void {
    if (this.incidents.length >= LISTED) return;
    const key = hex([k0, k1, k2]);
    this.incidents.push({ code, kind: kind.name, label: kind.label(fact), key, at: (fact as { at: number }).at });
  }

  #forget(entity: number, state: unknown): void {
    if (!this.#ledger.waits(entity)) return;
    const waiting = this.#kind(this.#ledger.kind(entity)).waiting?.(state) ?? [];
    this.counters.waiting -= waiting.length;
    this.waitlist.release(this.#ledger.key(entity), waiting);
  }

  #waitingOf(entity: number): readonly Waiting[] {
    if (entity < 0 || !this.#ledger.waits(entity)) return [];
    const kind = this.#kind(this.#ledger.kind(entity));
    return kind.waiting?.(kind.read(this.#ledger.read(entity))) ?? [];
  }

  readonly #say = (sku: number, title: string, category: number): void => {
    this.#image.skus.say(sku, this.#factAt, title, category);
  };

  readonly #kind = (number: number): AnyKind => {
    const kind = this.#kinds[number];
    if (kind === undefined) throw new RangeError(`kind ${number} is not known here`);
    return kind;
  };
}

/** An order that contributes its void now, or a credit note that contributes nothing any more. */
function voidedNow(before: Contributions, after: Contributions, isNew: boolean): boolean {
  if (after.voided > 0) return before.voided === 0;
  return after.count === 0 && (isNew || before.count > 0);
}
