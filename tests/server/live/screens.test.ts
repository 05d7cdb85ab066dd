import { createServer } from 'node:http';
import type { AddressInfo, Socket as Line } from 'node:net';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type LiveServer, type Screen, Screens } from '../../../server/live/screens.ts';
import type { Beat } from '../../../stream/contract/live.ts';
import { eventually } from '../../support/served.ts';

const http = createServer();
const server: LiveServer = new Server(http, { path: '/live', perMessageDeflate: false });
const lines: Line[] = [];
http.on('connection', (line) => lines.push(line));
let clock = 0;
const screens = new Screens(server, undefined as never, undefined, () => clock);
let client: ReturnType<typeof io>;
let screen: Screen;
const beat: Beat = { view: 'v', epoch: 'e', seq: 0, at: 0, asOf: 0 };
const large = (length: number) => screen.emit('hello', { build: 'x'.repeat(length) });
const queued = () => (screen.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;

beforeAll(async () => {
  server.on('connection', (came) => {
    screen = came;
    screens.add(came);
    came.on('disconnect', () => screens.remove(came));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
});
/** A screen that has watched and does not read any more what it is sent. */
beforeEach(async () => {
  client?.disconnect();
  client = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, {
    path: '/live',
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  await new Promise((resolve) => client.once('connect', () => resolve(undefined)));
  screens.watch(screen, 'v');
  (client.io.engine.transport as unknown as { ws: { _socket: Line } }).ws._socket.pause();
  large(12 << 20); // more than the buffers of the system take
  await eventually(() => expect(queued()).toBe(0)); // handed to the line, which takes no more
  large(1);
  expect(queued()).toBe(1);
});
afterAll(() => {
  for (const line of lines) line.destroy(); // one that does not read would hold up the end for half a minute
  return server.close();
});

test('no beats queue for a screen that does not read', () => {
  const before = queued();
  clock += 1_000;
  for (let n = 0; n < 1_000; n++) screens.beat('v', beat);
  expect(queued()).toBe(before);
});

test('a screen that lets answers queue without reading them is ended', async () => {
  for (let n = 0; n < 8; n++) large(4 << 20);
  await eventually(() => expect(screen.connected).toBe(false));
  expect(screens.size).toBe(0);
});

test('a screen that has not read for half a minute is ended, however little waits', async () => {
  clock += 29_000;
  large(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(screen.connected).toBe(true);
  clock += 2_000;
  large(1);
  await eventually(() => expect(screen.connected).toBe(false));
});
