import type { Core } from '../engine/core.ts';
import { SEGMENT } from '../engine/table.ts';
import type { Connection } from './connect.ts';
import { before, lastGenerated, stands } from './entryId.ts';
import { keys } from './keys.ts';
import { loadNumbers, readStanding, SEGMENTS, type Standing, scan } from './load.ts';
import type { Entry, LogReader } from './logReader.ts';

export interface Recovered {
  standing: Standing;
  /** The last entry that was read, `0-0` without one. */
  at: string;
  /** Everything accepted up to this epoch ms is counted. */
  asOf: number;
  /** The log no longer holds the entry that the checkpoint ends with. */
  torn: boolean;
  /** The numbers are complete, and may be published; the entities are still to be loaded by this before anything is counted. */
  entities: (() => Promise<void>) | undefined;
}

const COUNT = 64;

/**
 * Brings a new core to the tip of the log: loads the checkpoint, joins again what its segments may not cover, and counts
 * what came after it, up to the last entry that stood when this began (and some more, when more came meanwhile). Where there is
 * nothing of either kind, as after a clean end, the entities are left for later: walls need only numbers. There is memory
 * for `room` entities then.
 */
export async function recover(
  core: Core,
  connection: Connection,
  reader: LogReader,
  partition: number,
  keptDays: readonly number[],
  room = 0,
): Promise<Recovered> {
  const began = Date.now();
  const tip = await lastGenerated(connection, partition);
  const standing = await readStanding(connection, partition);
  if (standing.number > 0) {
    await loadNumbers(connection, partition, standing, core);
    core.numbersLoaded();
  }
  const entities = async () => {
    core.warm(Math.max(room, (await connection.hlen(keys.segments(partition))) * SEGMENT));
    if (standing.number > 0) {
      const visit = (field: string, bytes: Buffer) => core.loadSegment(Number(field), bytes);
      await scan(connection, keys.segments(partition), visit, SEGMENTS);
      core.entitiesLoaded();
    }
    core.sweep(core.logTime, keptDays);
  };
  const committed = core.offset;
  // The owner never trims the one it counted last.
  const torn = committed !== '0-0' && !(await stands(connection, partition, committed));
  if (core.covered && tip === committed && !torn) return { standing, at: committed, asOf: began, torn, entities };
  await entities();
  for (let at = '0-0'; ; ) {
    const { entries, asOf, more } = await reader.read(at, COUNT, 0);
    for (const entry of entries) await applyEntry(core, entry, before(committed, entry.id));
    at = entries.at(-1)?.id ?? at;
    if (!more || !before(at, tip)) return { standing, at, asOf, torn, entities: undefined };
  }
}

/** Counting goes on for so long before all else has its turn, ms: publishing, saving, the lease, the other partitions. */
export const TURN_MS = 10;
/** The turn of all else. */
export const breath = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Counts one entry of the log, with a `pause` whenever that takes long. `passed over`: its body is not a batch. `left`: the
 * pause said not to go on; the core is of no more use then.
 */
export async function applyEntry(
  core: Core,
  { id, body }: Entry,
  fold: boolean,
  pause = () => breath().then(() => true),
): Promise<'counted' | 'passed over' | 'left'> {
  try {
    core.begin(body, id, { fold });
    for (let turn = performance.now(); !core.goOn(() => performance.now() - turn > TURN_MS); turn = performance.now())
      if (!(await pause())) return 'left';
    return 'counted';
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return 'passed over';
    throw error;
  }
}
