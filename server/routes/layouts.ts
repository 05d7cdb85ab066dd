import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Layout, layoutSchema, readLayout } from '../../layouts/document.ts';
import { Failure } from '../../stream/contract/failure.ts';

const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const Params = z.object({ id: z.string().max(64) });
const tags = ['layouts'];

/** The layout of this id from the built-in templates, undefined when there is none. Throws Failure when the file is no layout. */
export async function readTemplate(directory: string, id: string): Promise<Layout | undefined> {
  if (!ID.test(id)) return undefined;
  let text: string;
  try {
    text = await readFile(join(directory, `${id}.json`), 'utf8');
  } catch {
    return undefined;
  }
  const read = readLayout(JSON.parse(text));
  if ('layout' in read) return read.layout;
  const [fault] = read.faults;
  throw new Failure('request', `layouts/${id}.json is no layout: ${fault?.path}: ${fault?.message}`);
}

/** GET /api/layouts and /api/layouts/:id, and the JSON Schema at /schemas/layout.json. */
export function layouts(app: FastifyInstance, directory: string): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  app.get('/api/layouts', { schema: { summary: 'All layouts by id and title', tags } }, async () => {
    const files = await readdir(directory).catch(() => []);
    const ids = files.filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json')).sort();
    const read = await Promise.all(
      ids.map((file) => readTemplate(directory, file.slice(0, -5)).catch(() => undefined)),
    );
    return { layouts: read.flatMap((layout) => (layout ? [{ id: layout.id, title: layout.title }] : [])) };
  });

  typed.get(
    '/api/layouts/:id',
    { schema: { summary: 'One layout', tags, params: Params } },
    async ({ params }, reply) => {
      const layout = await readTemplate(directory, params.id);
      if (!layout) throw new Failure('not_found', `There is no layout ${params.id}.`);
      return reply.header('cache-control', 'no-cache').send(layout);
    },
  );

  const schema = layoutSchema();
  app.get('/schemas/layout.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/schema+json').send(schema),
  );
}
