import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { layoutSchema, readLayout } from '../../layouts/document.ts';
import { Failure } from '../../stream/contract/failure.ts';
import { archiveLayout, keepDraft, readDocument, readRevision } from '../../stream/index.ts';
import { authorOf, changedMeanwhile, expectedOf, isKnown, named } from '../layouts/conditions.ts';
import type { Shelf, Version } from '../layouts/shelf.ts';
import { deliveredAs } from '../layouts/shelf.ts';
import { LAYOUT_ID } from '../layouts/templates.ts';
import { faulty } from '../plugins/checking.ts';
import { screensOnly } from '../plugins/doors.ts';

export const LayoutParams = z.object({ id: z.string().max(64) });
const tags = ['layouts'];

export const noLayout = (id: string) => new Failure('not_found', `There is no layout ${id}.`);

/** A version in full, or 304 to who has it already. */
function sendVersion(reply: FastifyReply, { text, etag }: Version): FastifyReply {
  const { method, headers } = reply.request;
  named(reply, etag);
  if ((method === 'GET' || method === 'HEAD') && isKnown(headers, etag)) return reply.code(304).send();
  return reply
    .type('application/json; charset=utf-8')
    .serializer((body: unknown) => body as string)
    .send(text);
}

/** Layouts as documents: lists, drafts, what walls show, export, and the JSON Schema at /schemas/layout.json. */
export function layouts(app: FastifyInstance, shelf: Shelf): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/api/layouts',
    {
      schema: {
        summary: 'All layouts by id; archived ones only with ?archived=true',
        tags,
        querystring: z.object({ archived: z.enum(['true', 'false']).optional() }),
      },
    },
    async ({ query }) => {
      const listed = await shelf.list();
      return { layouts: listed.filter((one) => query.archived === 'true' || one.archivedAt === undefined) };
    },
  );

  typed.get(
    '/api/layouts/:id',
    { schema: { summary: 'The draft of a layout, else what walls show', tags, params: LayoutParams } },
    async ({ params }, reply) => {
      const draft = await shelf.draft(params.id);
      if (!draft) throw noLayout(params.id);
      return sendVersion(reply, draft);
    },
  );

  typed.put(
    '/api/layouts/:id',
    {
      schema: {
        summary: 'Save a draft; If-Match with the ETag that was read, where one stands already',
        tags,
        params: LayoutParams,
      },
    },
    async ({ params: { id }, body, headers }, reply) => {
      if (!LAYOUT_ID.test(id))
        throw new Failure('request', 'id: lower-case letters, digits and dashes, at most 64.', { path: 'id' });
      const read = readLayout(body);
      if ('faults' in read) throw faulty(read.faults, 'layout');
      if (read.layout.id !== id) throw new Failure('request', `id: must be ${id}, as in the address.`, { path: 'id' });
      await refuseArchived(shelf, id);
      const expected = expectedOf(headers, (await shelf.draft(id))?.etag);
      if (expected === 'lost') throw await lostRace(reply, shelf, id);
      const draft = { id, text: JSON.stringify(read.layout), at: Date.now(), author: authorOf(headers) };
      const saved = await keepDraft(shelf.library, shelf.store, { ...draft, expected: expected ?? '' });
      if (saved === 'archived') throw isArchived(id);
      if ('conflict' in saved)
        throw expected === undefined ? new Failure('unconditional') : await lostRace(reply, shelf, id);
      return sendVersion(reply.code(saved.version === 1 ? 201 : 200), { text: draft.text, etag: `"${saved.version}"` });
    },
  );

  typed.delete(
    '/api/layouts/:id',
    {
      schema: {
        summary: 'Archive a layout: out of the lists, nothing lost; with If-Match only the version that was read',
        tags,
        params: LayoutParams,
      },
    },
    async ({ params, headers }, reply) => {
      const standing = await shelf.draft(params.id);
      if (!standing) throw noLayout(params.id);
      const expected = expectedOf(headers, standing.etag) ?? '*';
      const archived = expected === 'lost' || (await archiveLayout(shelf.library, params.id, expected, Date.now()));
      if (archived === true || archived === 'conflict') throw await lostRace(reply, shelf, params.id);
      if (archived === 'gone') throw noLayout(params.id);
      return reply.code(204).send();
    },
  );

  typed.post(
    '/api/layouts/:id/restore',
    { schema: { summary: 'Put an archived layout back into the lists', tags, params: LayoutParams } },
    async ({ params }, reply) => {
      if ((await archiveLayout(shelf.library, params.id, '*', undefined)) === 'gone') throw noLayout(params.id);
      return reply.code(204).send();
    },
  );

  typed.get(
    '/api/layouts/:id/published',
    {
      schema: { summary: 'What walls show: the published revision, else the template', tags, params: LayoutParams },
      config: { door: 'screens' },
    },
    async ({ params, display }, reply) => {
      if (display && display.layout !== params.id) throw screensOnly(`layout ${params.id}`);
      const shown = await shelf.shown(params.id);
      if (!shown) throw noLayout(params.id);
      return sendVersion(reply.header('tidewall-revision', String(shown.revision)), shown);
    },
  );

  typed.get(
    '/api/layouts/:id/template',
    { schema: { summary: 'The layout as it comes with the product', tags, params: LayoutParams } },
    async ({ params }, reply) => {
      const template = await shelf.template(params.id);
      if (!template) throw noLayout(params.id);
      return sendVersion(reply, deliveredAs(template));
    },
  );

  typed.get(
    '/api/layouts/:id/revisions/:revision',
    {
      schema: {
        summary: 'One revision; 0 is the template',
        tags,
        params: LayoutParams.extend({ revision: z.coerce.number().int().min(0) }),
      },
    },
    async ({ params: { id, revision } }, reply) => {
      const template = revision === 0 ? await shelf.template(id) : undefined;
      if (template) return sendVersion(reply, deliveredAs(template));
      const text = await readRevision(shelf.store, id, revision);
      if (text === undefined) throw new Failure('not_found', `Layout ${id} has no revision ${revision}.`);
      return sendVersion(reply, { text, etag: `"r${revision}"` });
    },
  );

  typed.get(
    '/api/layouts/:id/export',
    { schema: { summary: 'The draft as a file', tags, params: LayoutParams } },
    async ({ params }, reply) => {
      const draft = await shelf.draft(params.id);
      if (!draft) throw noLayout(params.id);
      const text = `${JSON.stringify(JSON.parse(draft.text), null, 2)}\n`;
      reply.header('content-disposition', `attachment; filename="${params.id}.json"`);
      return sendVersion(reply, { text, etag: draft.etag });
    },
  );

  const schema = layoutSchema();
  app.get('/schemas/layout.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/schema+json').send(schema),
  );
}

/** Throws Failure while a layout is archived: to save or publish it would put it back into the lists unsaid. */
export async function refuseArchived(shelf: Shelf, id: string): Promise<void> {
  if ((await readDocument(shelf.store, id))?.archivedAt === undefined) return;
  throw isArchived(id);
}

export const isArchived = (id: string) =>
  new Failure('archived', `Layout ${id} is archived; put it back first: POST /api/layouts/${id}/restore.`);

/** What is said to somebody who acts upon a draft that does not stand there: which one does. */
export async function lostRace(reply: FastifyReply, shelf: Shelf, id: string): Promise<Failure> {
  const standing = await shelf.draft(id);
  if (!standing) return new Failure('precondition', `There is no layout ${id}; without If-Match it is made.`);
  return changedMeanwhile(reply, standing.etag);
}
