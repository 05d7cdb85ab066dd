import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wall } from '../../../server/routes/wall.ts';

const pages = mkdtempSync(join(tmpdir(), 'tidewall-pages-'));
const app = Fastify();
beforeAll(async () => {
  for (const room of ['assets', '.vite', 'assets/.kept']) mkdirSync(join(pages, room), { recursive: true });
  for (const file of ['wall.html', 'admin.html', 'assets/a.js', '.vite/manifest.json', 'assets/.kept/b.js', '.source'])
    writeFileSync(join(pages, file), 'what stands in it');
  wall(app, pages, { isLayout: async () => true, asset: async () => undefined, shows: () => false });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  rmSync(pages, { recursive: true });
});

test('the built pages and their assets are handed out', async () => {
  for (const path of ['/', '/wall/one', '/edit/one/publish', '/assets/a.js'])
    expect([path, (await app.inject(path)).statusCode]).toEqual([path, 200]);
});

test('what begins with a dot is nobody’s to read, in no spelling', async () => {
  for (const path of [
    '/.vite/manifest.json',
    '/%2evite/manifest.json',
    '/assets/../.vite/manifest.json',
    '/assets/%2e%2e%2f.source',
    '/assets/.kept/b.js',
    '/assets/.kept%2fb.js',
    '/.source',
  ]) {
    const { statusCode, body } = await app.inject(path);
    expect([path, statusCode >= 400, body.includes('what stands in it')]).toEqual([path, true, false]);
  }
});
