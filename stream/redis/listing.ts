import type { Connection } from './connect.ts';

export interface Entry {
  /** Stream id; its first part is when it was written, epoch ms. */
  entry: string;
  fields: Record<string, string>;
}
export interface Listing {
  entries: Entry[];
  /** Hand it back to go on; absent at the end. */
  next?: string;
}

const CURSOR = /^(\d{1,16}-\d{1,19})~(\d{1,4})$/;
/** Is this a cursor that `list` can go on from? */
export const isCursor = (text: string): boolean => CURSOR.test(text);

/**
 * Entries of one or more capped streams together, the newest first, `count` at a time. Order is by id and then by stream,
 * so a cursor neither repeats nor skips an entry that was there.
 */
export async function list(
  connection: Connection,
  streams: readonly string[],
  count: number,
  cursor?: string,
): Promise<Listing> {
  const [, from, at] = CURSOR.exec(cursor ?? '') ?? [];
  const found = await Promise.all(
    streams.map(async (stream, index) => {
      const end = from === undefined ? '+' : index > Number(at) ? from : `(${from}`;
      const rows = await connection.xrevrange(stream, end, '-', 'COUNT', count + 1);
      return rows.map(([entry, flat]) => ({ entry, index, fields: pairs(flat) }));
    }),
  );
  const all = found.flat().sort((a, b) => compare(b.entry, a.entry) || a.index - b.index);
  const entries = all.slice(0, count);
  const last = entries.at(-1);
  const more = all.length > count && last !== undefined;
  return {
    entries: entries.map(({ entry, fields }) => ({ entry, fields })),
    ...(more ? { next: `${last.entry}~${last.index}` } : {}),
  };
}

function compare(a: string, b: string): number {
  const [at = 0, as = 0] = a.split('-').map(Number);
  const [bt = 0, bs = 0] = b.split('-').map(Number);
  return at - bt || as - bs;
}

function pairs(flat: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = Object.create(null);
  for (let i = 0; i + 1 < flat.length; i += 2) fields[flat[i] as string] = flat[i + 1] as string;
  return fields;
}
