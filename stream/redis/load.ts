import type { Connection } from './connect.ts';
import { keys } from './keys.ts';

/** Who takes the parts of a checkpoint in: the aggregator's core, and every copy of it. */
export interface Loading {
  loadMeta(json: string): void;
  loadWords(chunk: Uint8Array): void;
  loadPage(key: number, bytes: Uint8Array): void;
  loadSketch(key: number, bytes: Uint8Array): void;
  loadRedo(id: number, record: Uint8Array): void;
}

/** How a partition stands in Redis. */
export interface Standing {
  /** Of the present owner, 0 when there never was one. */
  fence: number;
  /** Number of the last checkpoint, 0 before the first. */
  number: number;
  /** '' before the first checkpoint. */
  offset: string;
  /** Fence and revision of the last delta whose changes are all in the checkpoint. */
  by: number;
  revision: number;
  meta: string;
}

const FIELDS_OF_STATE = ['fence', 'number', 'offset', 'by', 'revision', 'meta'] as const;

export async function readStanding(connection: Connection, partition: number): Promise<Standing> {
  return standingOf(await connection.hmget(keys.state(partition), ...FIELDS_OF_STATE));
}

/** How the partition stands, its redo records, and its dictionary chunks from number `from` on: all of one moment. */
export async function readGrowth(connection: Connection, partition: number, from: number) {
  const replies = await connection
    .multi()
    .hmget(keys.state(partition), ...FIELDS_OF_STATE)
    .hgetallBuffer(keys.redo(partition))
    .lrangeBuffer(keys.words(partition), from, -1)
    .exec();
  const [state, redo, words] = (replies ?? []).map(([error, reply]) => {
    if (error) throw error;
    return reply;
  });
  return {
    standing: standingOf(state as (string | null)[]),
    redo: inOrder(redo as Record<string, Buffer>),
    words: words as Buffer[],
  };
}

function standingOf([fence, number, offset, by, revision, meta]: (string | null)[]): Standing {
  return {
    fence: Number(fence ?? 0),
    number: Number(number ?? 0),
    offset: offset ?? '',
    by: Number(by ?? 0),
    revision: Number(revision ?? 0),
    meta: meta ?? '',
  };
}

/**
 * Loads everything but the entity segments. May run beside a writer: redo records are read before the pages, so that a
 * record deleted meanwhile has its pages read after they were saved; what changes after the first read is in the deltas.
 * Returns how many dictionary chunks there were.
 */
export async function loadNumbers(
  connection: Connection,
  partition: number,
  standing: Standing,
  into: Loading,
): Promise<number> {
  if (standing.meta) into.loadMeta(standing.meta);
  const redo = await connection.hgetallBuffer(keys.redo(partition));
  let words = 0;
  for (const size = 200; ; ) {
    const chunks = await connection.lrangeBuffer(keys.words(partition), words, words + size - 1);
    for (const chunk of chunks) into.loadWords(chunk);
    words += chunks.length;
    if (chunks.length < size) break;
  }
  await scan(connection, keys.pages(partition), (field, value) => into.loadPage(Number(field), value));
  await scan(connection, keys.sketches(partition), (field, value) => into.loadSketch(Number(field), value));
  for (const [id, record] of inOrder(redo)) into.loadRedo(id, record);
  return words;
}

function inOrder(redo: Record<string, Buffer>): (readonly [id: number, record: Buffer])[] {
  return Object.entries(redo)
    .map(([id, record]) => [Number(id), record] as const)
    .sort(([a], [b]) => a - b);
}

/** Fields asked for at a time: of small values, and of whole segments. */
const FIELDS = 500;
export const SEGMENTS = 8;

/** Visits every field of a hash without holding up Redis; a field that is there all the time is visited at least once. */
export async function scan(
  connection: Connection,
  key: string,
  visit: (field: string, value: Buffer) => void,
  count = FIELDS,
) {
  const ask = (cursor: string) => {
    const reply = connection.hscanBuffer(key, cursor, 'COUNT', count);
    reply.catch(() => {}); // told where it is awaited, unless `visit` throws first
    return reply;
  };
  for (let reply: ReturnType<typeof ask> | undefined = ask('0'); reply; ) {
    const [cursor, flat]: [Buffer, Buffer[]] = await reply;
    // Redis reads on while these are visited.
    reply = cursor.toString() === '0' ? undefined : ask(cursor.toString());
    for (let index = 0; index < flat.length; index += 2)
      visit((flat[index] as Buffer).toString('latin1'), flat[index + 1] as Buffer);
  }
}
