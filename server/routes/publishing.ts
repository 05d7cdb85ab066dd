import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Failure } from '../../stream/contract/failure.ts';
import { publishLayout, type RevisionNote, readFreeze, readRevisions } from '../../stream/index.ts';
import { authorOf, expectedOf } from '../layouts/conditions.ts';
import type { Shelf } from '../layouts/shelf.ts';
import { isArchived, LayoutParams, lostRace, noLayout, refuseArchived } from './layouts.ts';

const tags = ['layouts'];
const Wish = z.strictObject({
  note: z.string().max(500).optional(),
  /** Publish although publishing is frozen. */
  confirm: z.boolean().optional(),
});

/** Publishing, revisions and rollback. `changed` runs before the answer. */
export function publishing(app: FastifyInstance, shelf: Shelf, changed: () => Promise<void>): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  const publish = async (
    reply: FastifyReply,
    id: string,
    what: Parameters<typeof publishLayout>[2]['what'],
    note: RevisionNote,
    confirm: boolean | undefined,
  ) => {
    await refuseArchived(shelf, id);
    const { freeze } = await readFreeze(shelf.store);
    if (freeze && freeze.from <= note.at && note.at < freeze.to && !confirm)
      throw new Failure('frozen', freeze.reason === '' ? undefined : `Publishing is frozen: ${freeze.reason}`);
    const template = await shelf.template(id);
    const fallback = template ? { fallback: JSON.stringify(template) } : {};
    const done = await publishLayout(shelf.library, shelf.store, { id, what, note, ...fallback });
    if (done === 'none') throw noLayout(id);
    if (done === 'archived') throw isArchived(id);
    if ('conflict' in done) throw await lostRace(reply, shelf, id);
    await changed();
    const before = done.revision - 1;
    return { revision: done.revision, ...note, ...(before > 0 || template ? { before } : {}) };
  };

  typed.post(
    '/api/layouts/:id/publish',
    {
      schema: {
        summary: 'Publish the draft as the next revision; with If-Match only the version that was read',
        tags,
        params: LayoutParams,
        body: Wish.nullish(),
      },
    },
    async ({ params, body, headers }, reply) => {
      const note = { at: Date.now(), author: authorOf(headers), note: body?.note ?? '' };
      const standing = await shelf.draft(params.id);
      if (!standing) throw noLayout(params.id);
      const expected = expectedOf(headers, standing.etag) ?? '*';
      if (expected === 'lost') throw await lostRace(reply, shelf, params.id);
      return reply.code(201).send(await publish(reply, params.id, expected, note, body?.confirm));
    },
  );

  typed.post(
    '/api/layouts/:id/rollback',
    {
      schema: {
        summary: 'Publish an earlier revision again, 0 the template; without a number the one before',
        tags,
        params: LayoutParams,
        body: Wish.extend({ revision: z.int().min(0).optional() }).nullish(),
      },
    },
    async ({ params: { id }, body, headers }, reply) => {
      const revisions = await readRevisions(shelf.store, id);
      const present = revisions[0];
      if (!present) throw new Failure('not_found', `Layout ${id} was never published.`);
      const to = body?.revision ?? (present.of ?? present.revision) - 1;
      if (to < 0) throw new Failure('not_found', `Layout ${id} has nothing before its template.`);
      if (to === 0 && !(await shelf.template(id)))
        throw new Failure(
          'not_found',
          `Layout ${id} has no earlier revision, and no template: it was made here, not delivered.`,
        );
      if (to > 0 && !revisions.some(({ revision }) => revision === to))
        throw new Failure('not_found', `Layout ${id} has no revision ${to}.`);
      const note = { at: Date.now(), author: authorOf(headers), note: body?.note ?? '', of: to };
      return reply.code(201).send(await publish(reply, id, { again: to }, note, body?.confirm));
    },
  );

  typed.get(
    '/api/layouts/:id/revisions',
    {
      schema: {
        summary: 'All revisions, the newest first, and whether there is a template, which is revision 0',
        tags,
        params: LayoutParams,
      },
    },
    async ({ params }) => {
      if (!(await shelf.draft(params.id))) throw noLayout(params.id);
      const [revisions, template] = await Promise.all([
        readRevisions(shelf.store, params.id),
        shelf.template(params.id),
      ]);
      return {
        revisions,
        template: template !== undefined,
        ...(revisions[0] ? { published: revisions[0].revision } : {}),
      };
    },
  );
}
