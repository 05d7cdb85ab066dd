import { z } from 'zod';
import type { Connection } from './connect.ts';
import { announce } from './control.ts';
import { type Published, publish } from './functions/publish.ts';
import { type Expected, type Saved, saveDraft } from './functions/saveDraft.ts';
import { keys } from './keys.ts';
import type { Library } from './library.ts';

/** Texts are layouts as JSON, checked by whoever saves them; this room only keeps them. */
export interface LayoutDocument {
  /** Of the draft, 0 when there is none. */
  version: number;
  draft: string | undefined;
  savedAt: number;
  savedBy: string;
  /** Number of the published revision, 0 when there is none. */
  published: number;
  archivedAt: number | undefined;
}

export const RevisionNote = z.object({
  at: z.number(),
  author: z.string(),
  note: z.string(),
  /** The revision that this one brought back, 0 the template. */
  of: z.number().optional(),
});
export type RevisionNote = z.infer<typeof RevisionNote>;
export type Revision = RevisionNote & { revision: number };

/** Ids of all layouts that were ever saved or published, in order. */
export async function layoutIds(connection: Connection): Promise<string[]> {
  return (await connection.smembers(keys.layouts)).sort();
}

/** What is kept of a layout; undefined when nothing is. */
export async function readDocument(connection: Connection, id: string): Promise<LayoutDocument | undefined> {
  const stored = await connection.hgetall(keys.layout(id));
  if (Object.keys(stored).length === 0) return undefined;
  return {
    version: Number(stored.version ?? 0),
    draft: stored.draft,
    savedAt: Number(stored.savedAt ?? 0),
    savedBy: stored.savedBy ?? '',
    published: Number(stored.published ?? 0),
    archivedAt: stored.archivedAt === undefined ? undefined : Number(stored.archivedAt),
  };
}

/** Saves a draft under its id. The id is known before the draft stands, so that none is ever out of the list. */
export async function keepDraft(
  library: Library,
  connection: Connection,
  draft: { id: string; expected: Expected; text: string; at: number; author: string },
): Promise<Saved> {
  await connection.sadd(keys.layouts, draft.id);
  return saveDraft(library, draft.id, draft.expected, draft.text, draft.at, draft.author);
}

/** Publishes and tells every server. */
export async function publishLayout(
  library: Library,
  connection: Connection,
  wish: { id: string; what: Expected | { again: number }; note: RevisionNote; fallback?: string },
): Promise<Published> {
  await connection.sadd(keys.layouts, wish.id);
  const done = await publish(library, wish.id, wish.what, JSON.stringify(wish.note), wish.fallback);
  if (typeof done === 'object' && 'revision' in done) await announce(connection, { changed: 'layouts' });
  return done;
}

/** All revisions, the newest first. */
export async function readRevisions(connection: Connection, id: string): Promise<Revision[]> {
  const { published } = (await readDocument(connection, id)) ?? { published: 0 };
  if (published === 0) return [];
  const last = Number((await connection.hget(keys.layout(id), 'last')) ?? 0);
  const numbers = Array.from({ length: last }, (_, index) => last - index);
  const notes = await connection.hmget(keys.revisions(id), ...numbers.map(String));
  return numbers.flatMap((revision, index) => {
    const note = RevisionNote.safeParse(JSON.parse(notes[index] ?? 'null'));
    return note.success ? [{ revision, ...note.data }] : [];
  });
}

/** The text of one revision; undefined when there is none by this number. */
export async function readRevision(connection: Connection, id: string, revision: number): Promise<string | undefined> {
  return (await connection.hget(keys.revisions(id), `${revision}:text`)) ?? undefined;
}

/** The numbers of the published revisions by layout, for servers to remember. */
export async function readPublished(connection: Connection): Promise<Map<string, number>> {
  const ids = await layoutIds(connection);
  const numbers = await Promise.all(ids.map((id) => connection.hget(keys.layout(id), 'published')));
  return new Map(ids.flatMap((id, index) => (numbers[index] ? [[id, Number(numbers[index])] as const] : [])));
}
