import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { connect } from '../../../screen/wire/connect.ts';
import type { Wire } from '../../../screen/wire/wire.ts';
import {
  LIVE_PATH,
  type Readings,
  type ToScreen,
  type ToServer,
  type WatchAnswer,
} from '../../../stream/contract/live.ts';
import { freePort } from '../../support/system.ts';

type Peer = Socket<ToServer, ToScreen>;
const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** A server that speaks the protocol and does what the test says. */
async function serve(
  answer: (count: number) => WatchAnswer,
  port = 0,
  admit: (next: (error?: Error) => void) => void = (next) => next(),
) {
  const http = createServer();
  const io = new Server<ToServer, ToScreen>(http, { path: LIVE_PATH });
  io.use((_, next) => admit(next));
  const state = {
    watched: 0,
    unwatched: [] as string[],
    reports: [] as unknown[],
    peers: new Set<Peer>(),
    port: 0,
    stop: () => io.close(),
  };
  io.on('connection', (socket) => {
    state.peers.add(socket);
    socket.on('disconnect', () => state.peers.delete(socket));
    socket.on('watch', (_, ack) => ack(answer(state.watched++)));
    socket.on('report', (report) => state.reports.push(report));
    socket.on('unwatch', ({ view }) => state.unwatched.push(view));
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  state.port = (http.address() as AddressInfo).port;
  open.push({ close: () => io.close() });
  return state;
}

const snapshot = (seq: number, gmv: number) => {
  const at = Date.now();
  const readings: Readings = {
    '0': { from: at - 1, to: at, asOf: at, partial: false, groups: { '': { values: { gmv } } } },
  };
  return { view: 'v1', epoch: 'e', seq, at, asOf: at, readings };
};
const frame = (seq: number, gmv: number) => {
  const at = Date.now();
  return { view: 'v1', epoch: 'e', seq, at, asOf: at, patch: { '0': { groups: { '': { values: { gmv } } } } } };
};
function screen(port: number): { wire: Wire; seen: () => number | undefined; subscription: ReturnType<Wire['watch']> } {
  const wire = connect(`http://127.0.0.1:${port}`, { random: () => 0.1 });
  open.push(wire);
  const subscription = wire.watch([{ metrics: ['gmv'], window: 'today' }]);
  const seen = () => {
    const answer = subscription.current()?.['0'];
    return answer && 'groups' in answer ? answer.groups['']?.values.gmv : undefined;
  };
  return { wire, seen, subscription };
}
const soon = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

describe('the wire', () => {
  test('shows the snapshot, then every frame, and knows the clock of the server', async () => {
    const server = await serve(() => snapshot(0, 1));
    const { seen, subscription, wire } = screen(server.port);
    await soon(() => expect(seen()).toBe(1));
    for (const peer of server.peers) peer.emit('frame', frame(1, 2));
    await soon(() => expect(seen()).toBe(2));
    expect(subscription.state().kind).toBe('live');
    expect(Math.abs((wire.now() ?? 0) - Date.now())).toBeLessThan(500);
  });

  test('asks again after a gap, and shows what it then gets', async () => {
    const server = await serve((count) => snapshot(count * 10, count === 0 ? 1 : 77));
    const { seen } = screen(server.port);
    await soon(() => expect(seen()).toBe(1));
    for (const peer of server.peers) peer.emit('frame', frame(3, 3));
    await soon(() => expect(seen()).toBe(77));
    expect(server.watched).toBe(2);
  });

  test('takes the snapshot a slow screen is sent, and goes on from it', async () => {
    const server = await serve(() => snapshot(0, 1));
    const { seen } = screen(server.port);
    await soon(() => expect(seen()).toBe(1));
    for (const peer of server.peers) {
      peer.emit('snapshot', snapshot(40, 40));
      peer.emit('frame', frame(41, 41));
    }
    await soon(() => expect(seen()).toBe(41));
    expect(server.watched).toBe(1);
  });

  test('keeps the last numbers while the server is away, and comes back by itself', async () => {
    const first = await serve(() => snapshot(0, 5), await freePort());
    const { seen, subscription } = screen(first.port);
    await soon(() => expect(seen()).toBe(5));
    await first.stop();
    await soon(() => expect(subscription.state().kind).toBe('late'));
    expect(seen()).toBe(5);
    await serve(() => snapshot(0, 6), first.port);
    await soon(() => expect(seen()).toBe(6));
    expect(subscription.state().kind).toBe('live');
  });

  test('of many screens that lose one server does not come back in the same moment as all others', async () => {
    const first = await serve(() => snapshot(0, 5), await freePort());
    const all = Array.from({ length: 30 }, () => screen(first.port));
    await soon(() => expect(all.every(({ seen }) => seen() === 5)).toBe(true));
    await first.stop();
    const arrivals: number[] = [];
    await serve(
      () => snapshot(0, 6),
      first.port,
      (next) => {
        arrivals.push(performance.now());
        next();
      },
    );
    await soon(() => expect(all.every(({ seen }) => seen() === 6)).toBe(true));
    const together = arrivals.map((at) => arrivals.filter((other) => other >= at && other < at + 100).length);
    expect(Math.max(...together)).toBeLessThan(all.length * 0.7);
  });

  test('says why a watch was refused, shows nothing, and does not ask for ever', async () => {
    const problem = { type: '/problems/metric', title: 'No such metric', status: 400, code: 'metric' as const };
    const server = await serve(() => ({ error: problem }));
    const { seen, subscription } = screen(server.port);
    await soon(() => expect(subscription.problem()?.code).toBe('metric'));
    expect([subscription.state().kind, seen()]).toEqual(['lost', undefined]);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(server.watched).toBe(1);
  });

  test('keeps what it read while the server comes up again, and breaks no card by it', async () => {
    const loading = {
      type: '/problems/loading',
      title: 'The numbers are being loaded.',
      status: 503,
      code: 'loading' as const,
    };
    const server = await serve((count) =>
      count === 1 || count === 2 ? { error: loading } : snapshot(count, 5 + count),
    );
    const { seen, subscription } = screen(server.port);
    await soon(() => expect(seen()).toBe(5));
    for (const peer of server.peers) peer.disconnect();
    await soon(() => expect(server.watched).toBe(2));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([seen(), subscription.problem()]).toEqual([5, undefined]);
    await soon(() => expect(seen()).toBe(8));
    expect(subscription.problem()).toBeUndefined();
  });

  test('asks for what was refused once in a while: it may be possible by then', async () => {
    const server = await serve((count) =>
      count === 0 ? { error: { type: '/problems/window', title: 'no', status: 400, code: 'window' } } : snapshot(0, 5),
    );
    const wire = connect(`http://127.0.0.1:${server.port}`, { random: () => -0.49 });
    open.push(wire);
    const view = wire.watch([{ metrics: ['gmv'], window: 'campaign:soon' }]);
    await soon(() => expect(view.current()?.['0']).toMatchObject({ groups: { '': { values: { gmv: 5 } } } }));
    expect(view.problem()).toBeUndefined();
  });

  test('drops a backlog: a frame that lay for long makes it take a snapshot over a new connection, once', async () => {
    const server = await serve((count) => snapshot(count * 100, count === 0 ? 1 : 77));
    const { seen } = screen(server.port);
    await soon(() => expect(seen()).toBe(1));
    for (const peer of server.peers)
      for (let seq = 1; seq <= 50; seq += 1) {
        const at = Date.now() - 60_000 + seq * 100;
        peer.emit('frame', { ...frame(seq, seq), at, asOf: at });
      }
    await soon(() => expect(seen()).toBe(77));
    expect(server.watched).toBe(2);
  });

  test('says why it is not let in, goes on asking, and forgets it once it is in', async () => {
    const problem = { type: '/problems/key', title: 'No key', status: 401, code: 'key' as const };
    let admitted = false;
    const server = await serve(
      () => snapshot(0, 3),
      0,
      (next) => next(admitted ? undefined : Object.assign(new Error('key'), { data: problem })),
    );
    const { wire, seen } = screen(server.port);
    await soon(() => expect(wire.refusal()?.code).toBe('key'));
    admitted = true;
    await soon(() => expect([seen(), wire.refusal()]).toEqual([3, undefined]));
  });

  test('tells of the build of the server and of every frame, and reports', async () => {
    const server = await serve(() => snapshot(0, 1));
    const { wire, seen } = screen(server.port);
    const builds: string[] = [];
    const frames: number[] = [];
    wire.onHello(({ build }) => builds.push(build));
    wire.onFrame(({ seq }) => frames.push(seq));
    await soon(() => expect(seen()).toBe(1));
    for (const peer of server.peers) {
      peer.emit('hello', { build: 'b2' });
      peer.emit('frame', frame(1, 2));
    }
    await soon(() => expect([builds, frames]).toEqual([['b2'], [1]]));
    wire.onHello(({ build }) => builds.push(`${build} again`));
    expect(builds).toEqual(['b2', 'b2 again']);
    wire.report({ painted: [7], layout: 'promotion' });
    await soon(() => expect(server.reports).toEqual([{ painted: [7], layout: 'promotion' }]));
  });

  test('unwatches a view only when nobody here watches it any more', async () => {
    const server = await serve(() => snapshot(0, 1));
    const { wire, subscription, seen } = screen(server.port);
    const second = wire.watch([{ metrics: ['gmv'], window: 'today' }]);
    await soon(() => expect([seen(), second.current() !== undefined]).toEqual([1, true]));
    subscription.close();
    second.close();
    await soon(() => expect(server.unwatched).toEqual(['v1']));
  });

  test('unwatches what was closed before its answer came, and nothing that somebody else here asks for', async () => {
    const server = await serve(() => snapshot(0, 1));
    const { wire, subscription, seen } = screen(server.port);
    await soon(() => expect(seen()).toBe(1));
    const next = wire.watch([{ metrics: ['gmv'], window: 'today' }]);
    subscription.close();
    await soon(() => expect(next.current()).toBeDefined());
    wire.watch([{ metrics: ['gmv'], window: '1h' }]).close();
    await soon(() => expect(server.watched).toBe(3));
    expect(server.unwatched).toEqual([]);
    next.close();
    wire.watch([{ metrics: ['gmv'], window: '1h' }]).close();
    await soon(() => expect(server.watched).toBe(4));
    await soon(() => expect(server.unwatched).toEqual(['v1', 'v1']));
  });
});
