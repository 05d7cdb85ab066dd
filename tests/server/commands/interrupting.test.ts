import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { tidewall } from './door.ts';

const directory = mkdtempSync(join(tmpdir(), 'tidewall-interrupting-'));
const file = join(directory, 'events.ndjson');
/** Takes every connection and never says a word: a server and a Redis that hang. */
let silent: Server;
const sockets: Socket[] = [];
beforeAll(() => {
  const event = {
    type: 'order.created',
    id: 'a',
    at: 1_800_000_000_000,
    order: 'a',
    shop: 's',
    amount: '1',
    lines: [],
  };
  writeFileSync(file, `${JSON.stringify(event)}\n`);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));
beforeEach(async () => {
  silent = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {}); // cut off by who gave up
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  silent.close();
});

test.each([
  ['get', ['get', 'gmv', 'today']],
  ['replay', ['replay', file, '--key', 'k']],
  ['void', ['void', 'order', 'a', '--key', 'k']],
  ['keys', ['keys', 'list']],
  ['screens', ['screens', 'list']],
  ['reconcile', ['reconcile']],
])('a Ctrl-C in the midst of `%s` ends it within two seconds, and says so last', async (_, argv) => {
  const { port } = silent.address() as AddressInfo;
  const place = /^(keys|screens|reconcile)$/.test(argv[0] as string) ? [] : ['--url', `http://127.0.0.1:${port}`];
  const stop = new AbortController();
  const env = { LANG: 'en', REDIS_URL: `redis://127.0.0.1:${port}` };
  const running = tidewall([...argv, ...place], { env, signal: stop.signal });
  await expect.poll(() => sockets.length).toBeGreaterThan(0);
  const begun = performance.now();
  stop.abort();
  const { status, err } = await running;
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect([status, err.trimEnd().split('\n').at(-1)]).toEqual([130, 'Interrupted.']);
});
