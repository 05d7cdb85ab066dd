import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Failure } from '../../stream/contract/failure.ts';
import type { Asset } from './assets.ts';

/** What the pages ask for beside themselves. */
export interface Shown {
  isLayout: (id: string) => Promise<boolean>;
  asset: (name: string) => Promise<Asset | undefined>;
}

/** The pages of the operators are one document; it finds the page by its address. */
const OPERATORS = ['/', '/edit/:layout', '/edit/:layout/publish', '/campaigns', '/campaigns/:campaign'];

/**
 * The built pages: the start page, /wall/:layout and their assets. Assets carry a hash in their name and are kept for ever; a page is asked for each time.
 */
export function wall(app: FastifyInstance, pages: string, { isLayout, asset }: Shown): void {
  const built = existsSync(join(pages, 'wall.html'));
  const schema = { hide: true };
  const unbuilt = 'The pages are not built; run "npm run build".';
  for (const address of OPERATORS)
    app.get(address, { schema }, async (_request, reply) => {
      if (!built) throw new Failure('not_found', unbuilt);
      return reply.sendFile('admin.html');
    });
  if (built)
    app.register(fastifyStatic, {
      root: pages,
      index: false,
      decorateReply: true,
      cacheControl: false,
      dotfiles: 'ignore',
      setHeaders: (response, path) => {
        const hashed = path.startsWith(join(pages, 'assets'));
        response.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
      schemaHide: true,
    });
  // The login page has an icon, too.
  for (const icon of ['favicon.ico', 'favicon.svg'])
    app.get(`/${icon}`, { schema, config: { door: 'open' } }, async (_request, reply) => {
      if (!built) throw new Failure('not_found', unbuilt);
      return reply.sendFile(icon);
    });
  app.get<{ Params: { name: string } }>('/assets/:name', { schema }, async (request, reply) => {
    const { name } = request.params;
    const kept = await asset(name);
    if (!kept && built) return reply.sendFile(`assets/${name}`);
    if (!kept) throw new Failure('not_found', `There is no asset ${name}.`);
    return reply.type(kept.type.media).header('cache-control', 'public, max-age=31536000, immutable').send(kept.bytes);
  });
  app.get<{ Params: { layout: string } }>('/wall/:layout', { schema }, async (request, reply) => {
    if (!built) throw new Failure('not_found', unbuilt);
    const known = await isLayout(request.params.layout).catch(() => false);
    return reply.code(known ? 200 : 404).sendFile('wall.html');
  });
}
