import { Core } from '../engine/core.ts';
import type { Days } from '../engine/days.ts';
import type { Arrivals } from './arrivals.ts';
import type { Connection } from './connect.ts';
import { Fenced, Lost } from './ends.ts';
import { logTime, stands } from './entryId.ts';
import { Lease } from './lease.ts';
import type { Library } from './library.ts';
import { type Entry, LogReader } from './logReader.ts';
import { Publisher } from './publisher.ts';
import { applyEntry, breath, type Recovered, recover, TURN_MS } from './recover.ts';
import { Saver } from './saver.ts';
import type { Turns } from './turns.ts';

export interface PartitionOptions {
  url: string;
  connection: Connection;
  library: Library;
  partition: number;
  /** This aggregator's name; the same name may take its own lease again at once. */
  owner: string;
  days: Days;
  retentionDays: number;
  /** Business days whose fine grain is kept, starts in epoch ms. */
  keptDays: () => readonly number[];
  /** Entities to make room for before the first event. */
  room: number;
  /** Checkpoints of one process are written one after the other: together they would hold up all deltas. */
  turns: Turns;
  /** Behind a backlog the partitions of one process count one after the other, so that all else has its turn between any two. */
  breaths: Turns;
  /** Numbers of all partitions first: walls wait for the last of them. */
  arrivals: Arrivals;
  /** Told to the operator. */
  say: (sentence: string) => void;
}
/** Why a partition is no longer owned: `lost` and `failed` mean that it should be taken again. */
export type End = 'released' | 'fenced' | 'lost' | 'failed';

const COUNT = 32;
const BLOCK_MS = 100;
/** While events come, all partitions of a process read at the same moments, this far apart: one that is woken for every entry of each does little else. */
const SLOT_MS = 25;
const SWEEP_MS = 2_000;
const SAVE_MS = 250;
const LONGEST_SAVE_MS = 1_000;

/** One partition owned by this process, from taking its lease to giving it back. */
export class Partition {
  /** Never rejects. */
  readonly ended: Promise<End>;
  /** Recovered to the tip and publishing. */
  live = false;
  private readonly options: PartitionOptions;
  private readonly lease: Lease;
  private readonly core: Core;
  private readonly reader: LogReader;
  private readonly saver: Saver;
  private publisher: Publisher | undefined;
  private stopping = false;
  private leaseEnd: 'fenced' | 'lost' | undefined;

  /** Takes the partition; undefined while another aggregator has it. `seen` is the fence this process had last. */
  static async own(options: PartitionOptions, seen: number): Promise<Partition | undefined> {
    const lease = await Lease.take(options.library, options.partition, options.owner, seen);
    return lease && new Partition(options, lease);
  }

  private constructor(options: PartitionOptions, lease: Lease) {
    const { url, library, connection, partition, days, retentionDays } = options;
    this.options = options;
    this.lease = lease;
    this.core = new Core({ days, retentionDays });
    this.reader = new LogReader(url, partition);
    const revision = () => this.publisher?.revision ?? 0;
    this.saver = new Saver({ core: this.core, library, connection, partition, fence: lease.fence, revision });
    void lease.ended.then((end) => {
      this.leaseEnd = end;
    });
    this.ended = this.run();
  }

  get fence(): number {
    return this.lease.fence;
  }

  /** Saves what is counted and gives the partition back. */
  async stop(): Promise<End> {
    this.stopping = true;
    return this.ended;
  }

  private async run(): Promise<End> {
    let end: End = 'released';
    try {
      const { at, entities } = await this.options.arrivals.join(this.comeUp());
      await entities?.();
      await Promise.all([this.count(at), this.save()].map((loop) => loop.catch((error) => this.leave(error))));
      await this.finish();
    } catch (error) {
      end = error instanceof Fenced ? 'fenced' : error instanceof Lost ? 'lost' : 'failed';
      this.options.say(isOurs(error) ? String(error.stack) : `Partition ${this.options.partition}: ${String(error)}`);
    }
    this.live = false;
    this.publisher?.stop();
    this.reader.close();
    if (end === 'fenced') this.lease.drop();
    else await this.lease.release().catch(() => {}); // Redis is away: it runs out by itself
    return end;
  }

  private leave(error: unknown): never {
    this.stopping = true; // the other loop ends too
    throw error;
  }

  /** In the midst of an entry that takes long. */
  private readonly pause = async (): Promise<boolean> => {
    await breath();
    return this.going;
  };

  private get going(): boolean {
    const { partition } = this.options;
    if (this.leaseEnd === 'fenced') throw new Fenced(partition, this.fence);
    if (this.leaseEnd === 'lost') throw new Lost(partition, `Redis forgot fence ${this.fence}`);
    return !this.stopping;
  }

  private async comeUp(): Promise<Recovered> {
    const { connection, partition, room, say, keptDays } = this.options;
    const recovered = await recover(this.core, connection, this.reader, partition, keptDays(), room);
    const { standing, asOf, torn } = recovered;
    if (standing.fence !== this.fence) throw new Fenced(partition, this.fence);
    if (torn)
      say(`Partition ${partition}: the log no longer holds entry ${standing.offset}, which is counted. Data was lost.`);
    this.core.takeDelta({ slow: true }); // all of it is in the checkpoint that follows
    this.saver.offset = standing.offset;
    await this.saver.save();
    this.publisher = new Publisher(this.core, connection, partition, this.fence, asOf);
    this.live = true;
    return recovered;
  }

  private async count(from: string): Promise<void> {
    const { connection, partition, keptDays, say } = this.options;
    let sweptAt = 0;
    for (let at = from; this.going; ) {
      try {
        const { entries, asOf, more } = await this.reader.read(at, COUNT, BLOCK_MS);
        if (this.reader.renewed) {
          if (at !== '0-0' && !(await stands(connection, partition, at)))
            throw new Lost(partition, `entry ${at} was counted and is gone`);
          this.reader.renewed = false;
          continue; // read again: what was read may be from before the question
        }
        for (let turn = performance.now(), index = 0; index < entries.length; index++) {
          const entry = entries[index] as Entry;
          const came = await applyEntry(this.core, entry, true, this.pause);
          if (came === 'left') return;
          if (came === 'passed over') say(`Partition ${partition}: entry ${entry.id} is no batch; passed over.`);
          at = entry.id;
          if (performance.now() - turn < TURN_MS) continue;
          this.publisher?.counted(Math.min(asOf, logTime(at) - 1), true);
          await this.options.breaths.take(breath);
          turn = performance.now();
        }
        const swept = performance.now() - sweptAt > SWEEP_MS;
        if (swept) {
          const [seconds, micros] = await connection.time();
          this.core.sweep(Number(seconds) * 1000 + Math.floor(Number(micros) / 1000), keptDays());
          sweptAt = performance.now();
        }
        this.publisher?.counted(asOf, entries.length > 0 || swept);
        if (entries.length > 0 && !more) await rest(SLOT_MS - (performance.now() % SLOT_MS));
      } catch (error) {
        if (error instanceof Lost || !(await this.isAway(error))) throw error;
      }
    }
  }

  private async save(): Promise<void> {
    for (let waited = 0; this.going; ) {
      await rest(Math.min(LONGEST_SAVE_MS, Math.max(SAVE_MS, this.saver.took * 25)) - waited);
      waited = 0;
      if (!this.saver.due) continue;
      const asked = performance.now();
      try {
        await this.options.turns.take(() => {
          waited = performance.now() - asked; // or pages would fall behind where the others take long
          return this.saver.save();
        });
      } catch (error) {
        if (error instanceof Lost || error instanceof Fenced || !(await this.isAway(error))) throw error;
      }
    }
  }

  /** After both loops: nothing counted stays unsaved, unless Redis is away. */
  private async finish(): Promise<void> {
    for (const end = Date.now() + 3_000; this.saver.behind && Date.now() < end; ) await this.saver.save(true);
  }

  /** True after a pause when the error came from Redis: it may be better next time. */
  private async isAway(error: unknown): Promise<boolean> {
    if (isOurs(error)) return false;
    await rest(50);
    return true;
  }
}

/** A mistake in the program, not a fault of Redis or the network. */
const isOurs = (error: unknown): error is Error => error instanceof TypeError || error instanceof RangeError;
const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
