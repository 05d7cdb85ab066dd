import type { Admitted } from '../../stream/contract/admitted.ts';
import { Edge } from '../../stream/engine/batch.ts';
import { Days } from '../../stream/engine/days.ts';
import type { ImageStore } from '../../stream/engine/image.ts';
import type { Connection } from '../../stream/redis/connect.ts';
import type { Replica } from '../../stream/redis/follow.ts';
import { LogWriter } from '../../stream/redis/logWriter.ts';
import { cellsOf, Naive, type Sums } from './naive.ts';
import { starved } from './starved.ts';

export const SECRET = 'a secret of the tests';
export const ZONE = 'Asia/Shanghai';
export const settingsOf = (partitions: number) => ({
  partitions,
  timezone: ZONE,
  currency: 'CNY',
  digits: 2,
  retentionDays: 30,
});

/** A shop that sends, and sends again what was not acknowledged, as a sender should. Knows what the numbers must be. */
export class Sender {
  /** Events acknowledged. */
  acknowledged = 0;
  /** Times that a batch was refused. */
  refused = 0;
  /** When the last batch was acknowledged, epoch ms. */
  lastAt = 0;
  readonly writer: LogWriter;
  private readonly naive = new Naive(new Days(ZONE), 30, SECRET);
  private readonly edge: Edge;

  constructor(connection: Connection, partitions: number) {
    this.edge = new Edge(SECRET, partitions);
    this.writer = new LogWriter({ connection, batches: this.edge.builders });
  }

  /** Resolves when all of them are in the log. */
  async send(events: readonly Admitted[]): Promise<void> {
    for (;;) {
      try {
        this.writer.check();
        const touched = new Set(events.map((event) => this.edge.add(event)));
        await this.writer.commit(touched);
        break;
      } catch {
        this.refused++;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    this.lastAt = Date.now();
    this.acknowledged += events.length;
    for (const event of events) this.naive.know(event, this.lastAt);
  }

  /** Sends `size` events about every `pause` ms until stopped; resolves when the last are acknowledged. */
  stream(source: Iterator<Admitted>, size: number, pause: number): { stop: () => Promise<void> } {
    let going = true;
    const done = (async () => {
      while (going) {
        await this.send(Array.from({ length: size }, () => source.next().value as Admitted));
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    })();
    return {
      stop: () => {
        going = false;
        return done;
      },
    };
  }

  /** The first few cells that differ between the replica and the naive sum: name → [shown, right]. Empty when exact. */
  drift(replica: Replica): Record<string, [number, number]> {
    const images = replica.images as readonly ImageStore[];
    const shown: Sums = cellsOf(images);
    const right = this.naive.sums((...bucket) => (images[0] as ImageStore).isOpen(...bucket));
    const drift: Record<string, [number, number]> = {};
    for (const key of new Set([...shown.keys(), ...right.keys()])) {
      const pair: [number, number] = [shown.get(key) ?? 0, right.get(key) ?? 0];
      if (pair[0] !== pair[1]) drift[key] = pair;
    }
    const all = Object.entries(drift);
    return Object.fromEntries(all.length > 8 ? [...all.slice(0, 8), ['cells', [all.length, 0]]] : all);
  }
}

/**
 * Waits until the replica shows everything accepted by now, complete; throws after `limit` ms. Resolves with how long it
 * took, less what this process and those `beside` it waited for a core.
 */
export async function caughtUp(
  replica: Replica,
  { limit = 30_000, beside = [] as readonly (number | undefined)[] } = {},
): Promise<number> {
  const goal = Date.now();
  const waited = starved([process.pid, ...beside]);
  while (replica.asOf() < goal || replica.heads.some((head) => !head?.complete)) {
    if (Date.now() - goal > limit)
      throw new Error(
        `not right after ${limit} ms: as of ${replica.asOf() - goal} ms; ${JSON.stringify(replica.heads)}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return Date.now() - goal - (starved([process.pid, ...beside]) - waited);
}
