import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../../screen/stores/ask.ts';
import { fetchPatiently } from '../../../screen/stores/fetchPatiently.ts';

let server: Server;
beforeAll(async () => {
  server = createServer((_request, response) => response.setHeader('etag', 'W/"7"').end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void server.close());

test('a version that a proxy marked weak is the version that stands: upon it one can save', async () => {
  const { port } = server.address() as AddressInfo;
  expect(await ask('GET', `http://127.0.0.1:${port}/`)).toMatchObject({ ok: true, etag: '"7"' });
});

test('an answer that breaks off in the middle is asked for again: nobody presses F5 at a wall', async () => {
  let count = 0;
  const breaking = createServer((_request, response) => {
    count += 1;
    if (count > 1) response.end('{"currency":"CNY"}');
    else response.writeHead(200, { 'content-length': '100' }).write('{"curr', () => response.destroy());
  });
  await new Promise<void>((resolve) => breaking.listen(0, '127.0.0.1', resolve));
  const { port } = breaking.address() as AddressInfo;
  expect(await fetchPatiently(`http://127.0.0.1:${port}/`)).toMatchObject({ ok: true, body: { currency: 'CNY' } });
  breaking.close();
});
