import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { Failure } from '../../stream/contract/failure.ts';
import { type Connection, Freeze, type Library, readFreeze, saveFreeze } from '../../stream/index.ts';
import { changedMeanwhile, isKnown, named, versionOf } from '../layouts/conditions.ts';

const tags = ['layouts'];

/** GET and PUT /api/freeze: the time in which publishing asks twice. That there is none is a version, too. */
export function freeze(app: FastifyInstance, store: Connection, library: Library): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  app.get('/api/freeze', { schema: { summary: 'When publishing asks twice', tags } }, async ({ headers }, reply) => {
    const { freeze, version } = await readFreeze(store);
    named(reply, `"${version}"`);
    return isKnown(headers, `"${version}"`) ? reply.code(304).send() : reply.send({ freeze: freeze ?? null });
  });

  typed.put(
    '/api/freeze',
    {
      schema: {
        summary: 'Let publishing ask twice for a time; null ends it; with If-Match only the version of that ETag',
        tags,
        body: Freeze.nullable(),
      },
      // What was left out by mistake must not open what somebody closed.
      preValidation: async ({ body }) => {
        if (body === undefined) throw new Failure('request', 'expected {"from", "to"}, or null to end it, got nothing');
      },
    },
    async ({ body, headers }, reply) => {
      const { version } = await readFreeze(store);
      const upon = versionOf(headers, version);
      if (upon === undefined) throw changedMeanwhile(reply, `"${version}"`);
      const saved = await saveFreeze(library, body ?? undefined, upon === '*' ? 'any' : upon);
      if ('conflict' in saved) throw changedMeanwhile(reply, `"${saved.conflict}"`);
      return named(reply, `"${saved.version}"`).send({ freeze: body });
    },
  );
}
