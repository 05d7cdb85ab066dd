import { DAY_MS } from '../contract/settings.ts';
import { readBatch } from '../engine/batch.ts';
import { Writer } from '../engine/bytes.ts';
import type { Days } from '../engine/days.ts';
import type { ImageStore } from '../engine/image.ts';
import { Ledger } from '../engine/ledger.ts';
import { compareOffsets, parseOffset } from '../engine/offsets.ts';
import type { Meta } from '../engine/saving.ts';
import { SEGMENT } from '../engine/table.ts';
import { KINDS } from '../entities/index.ts';
import { type Connection, connect } from '../redis/connect.ts';
import { before } from '../redis/entryId.ts';
import { Follower } from '../redis/follower.ts';
import { keys } from '../redis/keys.ts';
import { readStanding, scan } from '../redis/load.ts';
import { LogTail, Torn } from './logTail.ts';

/** One partition, image and entities, both exactly as of one entry of the log. */
export interface Still {
  offset: string;
  image: ImageStore;
  ledger: Ledger;
  /** Keys (hex) of entities that are not counted, because a cell would have left 2^53. */
  aside: ReadonlySet<string>;
}

/** An owner says something twice a second. */
const HEARD_MS = 2_000;
const PATIENCE_MS = 60_000;

/**
 * Stops a partition's numbers at one point while it goes on: follows its deltas up to a whole one, and brings the saved
 * entities forward along the log to the very entry that delta ends with. Throws Torn when it has to be begun again.
 */
export async function holdStill(
  url: string,
  partition: number,
  { days, retentionDays }: { days: Days; retentionDays: number },
): Promise<Still> {
  const reading = connect(url, { name: 'reconcile', timeout: 30_000 });
  const hearing = connect(url, { name: 'reconcile-deltas' });
  const tail = new LogTail(reading, partition);
  try {
    const image = await Copying.start(reading, hearing, partition, days);
    const ledger = await savedEntities(reading, partition);
    const offset = await image.wholeFrom((await readStanding(reading, partition)).offset || '0-0');
    const entries = await tail.upTo(offset);
    for (const { id, body } of entries) rejoin(ledger, image.store, id, body, retentionDays);
    const { meta } = await readStanding(reading, partition);
    const { aside } = (meta ? JSON.parse(meta) : { aside: [] }) as Pick<Meta, 'aside'>;
    return { offset, image: image.store, ledger, aside: new Set(aside) };
  } finally {
    await tail.stop();
    hearing.disconnect();
    reading.disconnect();
  }
}

/** A copy of the partition's image that can be stopped. */
class Copying {
  readonly #follower: Follower;
  readonly #reading: Connection;
  readonly #partition: number;
  #changed: () => void = () => {};

  private constructor(reading: Connection, partition: number, days: Days) {
    this.#reading = reading;
    this.#partition = partition;
    this.#follower = new Follower(reading, partition, days, {
      changed: () => this.#changed(),
      latest: () => {},
      lost: () => {},
      inTurn: (work) => work(),
    });
  }

  static async start(reading: Connection, hearing: Connection, partition: number, days: Days): Promise<Copying> {
    const copying = new Copying(reading, partition, days);
    hearing.on('messageBuffer', (_: Buffer, message: Buffer) => {
      if (!copying.#stopped) copying.#follower.take(message);
    });
    await hearing.subscribe(keys.deltas(partition));
    await copying.#follower.load();
    return copying;
  }

  #stopped = false;

  get store(): ImageStore {
    const copy = this.#follower.copy;
    if (!copy) throw new Torn('The partition cannot be loaded.');
    return copy.image;
  }

  /** Stops at the first whole delta at or behind `needed`; answers its offset. Where nobody speaks, the checkpoint is the point. */
  async wholeFrom(needed: string): Promise<string> {
    const began = Date.now();
    const follower = this.#follower;
    const reached = () => {
      const head = follower.copy?.head;
      return head?.complete && follower.appliedAt > 0 && !before(head.offset, needed) ? head.offset : undefined;
    };
    const offset = await new Promise<string | undefined>((resolve) => {
      const stop = (found: string | undefined) => {
        this.#stopped = true;
        clearInterval(timer);
        resolve(found);
      };
      this.#changed = () => {
        const found = reached();
        if (found !== undefined && !this.#stopped) stop(found);
      };
      const timer = setInterval(() => {
        const silent = follower.appliedAt === 0 && Date.now() - began > HEARD_MS;
        if (silent || Date.now() - began > PATIENCE_MS) stop(undefined);
      }, 50);
    });
    if (offset !== undefined) return offset;
    if (follower.appliedAt > 0) throw new Torn('No whole delta came in time.');
    const standing = await readStanding(this.#reading, this.#partition);
    if ((standing.offset || '0-0') !== needed) throw new Torn('The partition is being written, but says nothing.');
    return needed;
  }
}

/** All entities as they were saved. Segments are gathered first, because one that is seen twice counts as it was last seen. */
async function savedEntities(reading: Connection, partition: number): Promise<Ledger> {
  const segments = new Map<number, Buffer>();
  await scan(reading, keys.segments(partition), (field, value) => segments.set(Number(field), value));
  const ledger = new Ledger();
  for (const [segment, bytes] of segments) ledger.load(segment, bytes);
  ledger.loaded(-1);
  return ledger;
}

const scratch = new Writer(4096);

/** Joins one entry of the log into the entities it is not yet known to. */
function rejoin(ledger: Ledger, { names }: ImageStore, id: string, body: Buffer, retentionDays: number): void {
  const now = parseOffset(id);
  ledger.now = now;
  const forgotten = now.ms - (retentionDays + 1) * DAY_MS;
  readBatch(body, names, (number, k0, k1, k2, fact) => {
    const kind = KINDS[number];
    if (!kind) throw new RangeError(`kind ${number} is not known here`);
    const entity = ledger.find(k0, k1, k2);
    const covered = entity >= 0 && compareOffsets(now, ledger.coverage.covered(Math.floor(entity / SEGMENT))) <= 0;
    if (covered) return;
    const saved = entity >= 0 ? kind.read(ledger.read(entity)) : undefined;
    const known = saved !== undefined && kind.newest(saved) < forgotten ? kind.settle(saved, forgotten) : saved;
    const next = kind.join(known, fact);
    scratch.clear();
    kind.write(next, scratch);
    if (entity < 0) ledger.add(k0, k1, k2, number, false, scratch);
    else ledger.write(entity, number, false, scratch);
  });
}
