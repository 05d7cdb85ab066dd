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
import { keys } from '../redis/keys.ts';
import { readStanding, SEGMENTS, scan } from '../redis/load.ts';
import { Copying } from './copying.ts';
import { LogTail } from './logTail.ts';

/** One partition, image and entities, both exactly as of one entry of the log. */
export interface Still {
  offset: string;
  image: ImageStore;
  ledger: Ledger;
  /** Keys (hex) of entities that are not counted, because a cell would have left 2^53. */
  aside: ReadonlySet<string>;
}

/**
 * Stops a partition's numbers at one point while it goes on: follows its deltas up to a whole one, and brings the saved
 * entities forward along the log to the very entry that delta ends with. Throws Torn when it has to be begun again, and
 * ends with an error when `signal` falls.
 */
export async function holdStill(
  url: string,
  partition: number,
  { days, retentionDays, signal }: { days: Days; retentionDays: number; signal?: AbortSignal | undefined },
): Promise<Still> {
  const reading = connect(url, { name: 'reconcile', timeout: 30_000 });
  const hearing = connect(url, { name: 'reconcile-deltas' });
  const tail = new LogTail(reading, partition);
  let image: Copying | undefined;
  try {
    image = await Copying.start(reading, hearing, partition, days, signal);
    const ledger = await savedEntities(reading, partition);
    signal?.throwIfAborted();
    const offset = await image.wholeFrom((await readStanding(reading, partition)).offset || '0-0');
    const entries = await tail.upTo(offset);
    for (const { id, body } of entries) rejoin(ledger, image.store, id, body, retentionDays);
    const { meta } = await readStanding(reading, partition);
    const { aside } = (meta ? JSON.parse(meta) : { aside: [] }) as Pick<Meta, 'aside'>;
    return { offset, image: image.store, ledger, aside: new Set(aside) };
  } finally {
    await Promise.all([tail.stop(), image?.stop()]);
    hearing.disconnect();
    reading.disconnect();
  }
}

/** All entities as they were saved. Segments are gathered first, because one that is seen twice counts as it was last seen. */
async function savedEntities(reading: Connection, partition: number): Promise<Ledger> {
  const segments = new Map<number, Buffer>();
  await scan(reading, keys.segments(partition), (field, value) => segments.set(Number(field), value), SEGMENTS);
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
