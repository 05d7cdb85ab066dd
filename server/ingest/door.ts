import { createHash } from 'node:crypto';
import { Failure } from '../../stream/contract/failure.ts';
import type { Settings } from '../../stream/contract/settings.ts';
import {
  type Admitted,
  admit,
  type Cardinality,
  type DeadLetter,
  type DoorCounters,
  type Edge,
  type LateEvent,
  type LogWriter,
  lateness,
  reasonAway,
  redact,
} from '../../stream/index.ts';
import { Bucket } from '../plugins/bucket.ts';
import { type Events, Unparsed } from './parse.ts';

export interface RejectedEvent {
  /** Counts events of the body from 0. */
  index: number;
  id: string;
  code: string;
  path: string;
  message: string;
}
export interface Outcome {
  accepted: number;
  late: number;
  rejected: RejectedEvent[];
}

export interface DoorOptions {
  settings: Settings;
  edge: Edge;
  writer: LogWriter;
  cardinality: Cardinality;
  counters: DoorCounters;
  keepLate: (late: readonly LateEvent[], now: number) => Promise<void>;
  keepDeadLetters: (letters: readonly DeadLetter[], now: number) => Promise<void>;
}

/** Events between two breaths of the event loop: other requests and beats must not wait for a large body. */
const STRIDE = 5_000;
/** Rejections written down a second; of a flood the rest is only counted. */
const LETTERS_A_SECOND = 2_000;

/** Decides about every event of a body, and answers when what it decided is durable. */
export class Door {
  private readonly options: DoorOptions;
  private readonly letters = new Bucket(LETTERS_A_SECOND, LETTERS_A_SECOND * 5, Date.now());
  /** Of every accepted event: epoch ms of the last one here. */
  lastEventAt: number | undefined;

  constructor(options: DoorOptions) {
    this.options = options;
  }

  /** `source` names events that name none. Rejects with Failure('log') when something could not be made durable. */
  async take(events: Events, source: string, now = Date.now()): Promise<Outcome> {
    const outcome: Outcome = { accepted: 0, late: 0, rejected: [] };
    const durable: Promise<void>[] = [];
    for (let from = 0; from < events.count; from += STRIDE) {
      if (from > 0) await new Promise((resolve) => setImmediate(resolve));
      const written = this.stride(events, from, Math.min(events.count, from + STRIDE), source, now, outcome);
      written.catch(() => {}); // heard at the end; until then a rejection that nobody hears would end the process
      durable.push(written);
    }
    await Promise.all(durable);
    return outcome;
  }

  /** Runs to its end in one turn of the event loop, up to the waiting: that is what the log writer asks for. */
  private stride(
    events: Events,
    from: number,
    to: number,
    source: string,
    now: number,
    outcome: Outcome,
  ): Promise<void> {
    const { settings, edge, writer, cardinality, counters } = this.options;
    const gate = { settings, source, now, cardinality };
    const partitions = edge.builders.length;
    const touched = new Uint8Array(partitions);
    const late: LateEvent[] = [];
    const letters: DeadLetter[] = [];
    const tally = new SourceTally(counters, now);
    let ignored = 0;
    let accepted = 0;
    for (let index = from; index < to; index++) {
      if (events.quick(index, edge, settings) && lateness(edge.quick.at, gate) === undefined && this.known()) {
        touched[edge.addQuick()] = 1;
        accepted++;
        tally.add(edge.quickSource || source, edge.quick.at);
        continue;
      }
      const raw = events.raw(index);
      const verdict = raw instanceof Unparsed ? unreadable(raw) : admit(raw, gate);
      if (verdict.verdict === 'accepted') {
        const { event } = verdict;
        touched[edge.add(event)] = 1;
        accepted++;
        ignored += event.ignored;
        tally.add(event.source, event.at);
      } else if (verdict.verdict === 'late') {
        late.push(lateEvent(verdict.event, verdict.reason, raw));
        counters.add(`late:${verdict.reason}`);
      } else {
        const { id, code, path, message } = verdict;
        outcome.rejected.push({ index, id, code, path, message });
        counters.add(`rejected:${code}`);
        if (this.letters.takeOne(now) === 0)
          letters.push(this.letter(outcome.rejected.at(-1) as RejectedEvent, source, raw));
      }
    }
    outcome.accepted += accepted;
    outcome.late += late.length;
    const waits: Promise<unknown>[] = [];
    if (accepted > 0) {
      const parts: number[] = [];
      for (let partition = 0; partition < partitions; partition++) if (touched[partition]) parts.push(partition);
      waits.push(
        writer.commit(parts).then(() => {
          counters.add('accepted', accepted);
          counters.add('ignored_fields', ignored);
          tally.end();
          this.lastEventAt = now;
        }),
      );
    }
    if (late.length > 0) waits.push(this.options.keepLate(late, now).catch(unwritten));
    if (letters.length > 0) waits.push(this.options.keepDeadLetters(letters, now).catch(unwritten));
    return Promise.all(waits).then(() => {});
  }

  /** The names of `edge.quick` are counted, new ones too. Of those that are too many the schema's road says which. */
  private known(): boolean {
    const { edge, cardinality } = this.options;
    const names = edge.quickNames;
    if (names === undefined) return true;
    if (cardinality.admit(names) !== undefined) return false;
    edge.learn(names);
    return true;
  }

  private letter({ id, code, path, message }: RejectedEvent, source: string, raw: unknown): DeadLetter {
    const event = JSON.stringify(raw instanceof Unparsed ? '(no JSON)' : redact(raw));
    const digest = createHash('sha256').update(`${code} ${path} ${event}`).digest('hex').slice(0, 24);
    return { digest, id, source, code, path, message, event };
  }
}

function unwritten(error: Error): never {
  throw new Failure('log', `The ledgers cannot be written: ${reasonAway(error)}`, { retryAfter: 1 });
}

function unreadable({ message }: Unparsed) {
  return { verdict: 'rejected', id: '', code: 'json', path: '', message } as const;
}

function lateEvent(event: Admitted, reason: string, raw: unknown): LateEvent {
  const { type, id, source, at } = event;
  return { reason, type, id, source, at: String(at), event: JSON.stringify(redact(raw)) };
}

/** Adds up runs of one source: bodies rarely hold more than one. */
class SourceTally {
  private readonly counters: DoorCounters;
  private readonly now: number;
  private readonly sums = new Map<string, { count: number; newest: number }>();
  private last: { count: number; newest: number } | undefined;
  private name = '';

  constructor(counters: DoorCounters, now: number) {
    this.counters = counters;
    this.now = now;
  }

  add(source: string, at: number): void {
    if (!this.last || source !== this.name) {
      this.name = source;
      this.last = this.sums.get(source) ?? { count: 0, newest: 0 };
      this.sums.set(source, this.last);
    }
    this.last.count++;
    if (at > this.last.newest) this.last.newest = at;
  }

  end(): void {
    for (const [source, { count, newest }] of this.sums) this.counters.accepted(source, count, newest, this.now);
  }
}
