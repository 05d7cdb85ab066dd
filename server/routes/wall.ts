import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Failure } from '../../stream/contract/failure.ts';
import type { PairedScreen } from '../../stream/contract/screen.ts';
import { screensOnly } from '../plugins/doors.ts';
import type { Asset } from './assets.ts';
import { byteRange } from './byteRange.ts';

/** What the pages ask for beside themselves. */
export interface Shown {
  isLayout: (id: string) => Promise<boolean>;
  asset: (name: string) => Promise<Asset | undefined>;
  /** Whether the wall of a screen shows the asset. */
  shows: (screen: PairedScreen, name: string) => boolean;
}

/** The page on which a device becomes a screen. */
const PAIRING = 'tv.html';
/** The pages of the operators are one document; it finds the page by its address. */
const OPERATORS = ['/', '/edit/:layout', '/edit/:layout/publish', '/campaigns', '/campaigns/:campaign', '/screens'];

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
  assets?: string[];
}
/** The built files that a page loads with itself. */
function filesOf(pages: string, page: string): string[] {
  let manifest: Record<string, Chunk>;
  try {
    manifest = JSON.parse(readFileSync(join(pages, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>;
  } catch {
    return [];
  }
  const found = new Set<string>();
  const visit = (key: string, seen: Set<string>) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) found.add(file);
    for (const next of chunk.imports ?? []) visit(next, seen);
  };
  visit(page, new Set());
  return [...found];
}

/**
 * The built pages: the start page, /wall/:layout and their assets. Assets carry a hash in their name and are kept for ever; a page is asked for each time.
 */
export function wall(app: FastifyInstance, pages: string, { isLayout, asset, shows }: Shown): void {
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
  // The login page has an icon, too, and who pairs a screen has no credential yet.
  for (const file of ['favicon.ico', 'favicon.svg', 'engine.js', ...filesOf(pages, PAIRING)])
    app.get(`/${file}`, { schema, config: { door: 'open' } }, async (_request, reply) => {
      if (!built) throw new Failure('not_found', unbuilt);
      return reply.sendFile(file);
    });
  app.get('/tv', { schema, config: { door: 'open' } }, async (_request, reply) => {
    if (!built) throw new Failure('not_found', unbuilt);
    return reply.sendFile(PAIRING);
  });
  const screens = { schema, config: { door: 'screens' } } as const;
  app.get<{ Params: { name: string } }>('/assets/:name', screens, async (request, reply) => {
    const { name } = request.params;
    const kept = await asset(name);
    if (kept && request.display && !shows(request.display, name)) throw screensOnly(`/assets/${name}`);
    if (!kept && built) return reply.sendFile(`assets/${name}`);
    if (!kept) throw new Failure('not_found', `There is no asset ${name}.`);
    const { bytes, type } = kept;
    reply.header('cache-control', 'public, max-age=31536000, immutable').header('accept-ranges', 'bytes');
    // Some browsers play no video of whoever cannot give a part of it. What `if-range` asks for is never known here: all of it.
    const range = byteRange(request.headers['if-range'] ? undefined : request.headers.range, bytes.length);
    if (range === 'all') return reply.type(type.media).send(bytes);
    if (range === 'none') return reply.code(416).header('content-range', `bytes */${bytes.length}`).send();
    const { first, last } = range;
    reply.code(206).header('content-range', `bytes ${first}-${last}/${bytes.length}`);
    return reply.type(type.media).send(bytes.subarray(first, last + 1));
  });
  app.get<{ Params: { layout: string } }>('/wall/:layout', screens, async (request, reply) => {
    if (!built) throw new Failure('not_found', unbuilt);
    // A screen whose address is out of date finds its own wall there.
    if (request.display && request.display.layout !== request.params.layout) return reply.redirect('/tv', 303);
    const known = await isLayout(request.params.layout).catch(() => false);
    return reply.code(known ? 200 : 404).sendFile('wall.html');
  });
}
