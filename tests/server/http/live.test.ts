import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Beat, Frame, Snapshot, ToScreen, ToServer, Watch } from '../../../stream/contract/live.ts';
import { applyPatch, forward } from '../../../stream/contract/patch.ts';
import type { Reading } from '../../../stream/contract/reading.ts';
import { type Counted, count } from '../../support/counted.ts';
import { eventually, order, TOKEN } from '../../support/served.ts';

type Client = Socket<ToScreen, ToServer>;
let all: Counted;
const clients: Client[] = [];
beforeAll(async () => {
  all = await count();
});
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect();
});
afterAll(() => all.stop());

function open(options: Record<string, unknown> = {}): Client {
  const client: Client = io(all.server.url, {
    path: '/live',
    transports: ['websocket'],
    auth: { token: TOKEN },
    forceNew: true,
    reconnectionDelay: 50,
    ...options,
  });
  clients.push(client);
  return client;
}
async function watch(client: Client, request: Watch): Promise<Snapshot> {
  const answer = await client.timeout(5_000).emitWithAck('watch', request);
  if ('error' in answer) throw new Error(JSON.stringify(answer.error));
  return answer;
}
const gmv: Watch = { queries: [{ metrics: ['gmv', 'paid_orders'], window: 'today', by: 'shop' }], every: 20 };
const pay = (shop: string, amount = '10.00') =>
  order({ type: 'order.paid', shop, amount, lines: [{ sku: 'S1', quantity: 1, amount }] });
const plain = (readings: unknown) =>
  JSON.parse(JSON.stringify(readings, (key, value) => (key === 'asOf' || key === 'to' ? undefined : value)));

/** A screen that applies what it hears, as a client must. */
function follow(client: Client, state: Snapshot, gap: (why: string) => void) {
  const hear = (beat: Beat): boolean => {
    if (beat.view !== state.view) return false;
    if (beat.epoch === state.epoch) return true;
    gap('epoch');
    return false;
  };
  client.on('frame', (frame: Frame) => {
    if (!hear(frame)) return;
    if (frame.seq !== state.seq + 1) return frame.seq > state.seq ? gap('seq') : undefined;
    const { patch, ...beat } = frame;
    Object.assign(state, beat, { readings: applyPatch(forward(state.readings, frame.asOf), patch) });
  });
  client.on('snapshot', (snapshot: Snapshot) => {
    if (hear(snapshot)) Object.assign(state, snapshot);
  });
  client.on('beat', (beat: Beat) => {
    if (hear(beat) && beat.seq !== state.seq) gap('beat');
  });
}

describe('a watched view', () => {
  test('is answered with readings, and moves with what is sent', async () => {
    const client = open();
    const state = await watch(client, gmv);
    expect(state).toMatchObject({ view: expect.any(String), epoch: expect.any(String), seq: expect.any(Number) });
    follow(client, state, () => {
      throw new Error('gap');
    });
    const before = state.seq;
    const sentAt = Date.now();
    await all.server.post([pay('moving'), pay('moving', '5.00')]);
    await eventually(() =>
      expect((state.readings['0'] as Reading).groups.moving?.values).toEqual({ gmv: 1_500, paid_orders: 2 }),
    );
    expect(state.seq).toBeGreaterThan(before);
    expect(state.asOf).toBeGreaterThanOrEqual(sentAt - 1_000);
    expect((state.readings['0'] as Reading).to).toBeGreaterThan(state.asOf);
  });

  test('is the same for everybody who asks the same, however it is written', async () => {
    const one = await watch(open(), { queries: [{ metrics: ['gmv'], window: '1h', filter: { shop: ['a', 'b'] } }] });
    const other = await watch(open(), {
      every: 100,
      queries: [{ window: '1h', filter: { shop: ['b', 'a'] }, metrics: ['gmv'] }],
    });
    const faster = await watch(open(), { ...gmv, every: 21 });
    expect(other.view).toBe(one.view);
    expect(faster.view).not.toBe(one.view);
  });

  test('says once a second that it lives when nothing happens, with the seq it has', async () => {
    const client = open();
    const state = await watch(client, { queries: [{ metrics: ['gmv'], window: 'yesterday' }] });
    const beats: Beat[] = [];
    client.on('beat', (beat) => beats.push(beat));
    await eventually(() => expect(beats.length).toBeGreaterThanOrEqual(3));
    expect(
      beats.every(({ view, seq, epoch }) => view === state.view && seq === state.seq && epoch === state.epoch),
    ).toBe(true);
    const gaps = beats.slice(1).map(({ at }, index) => at - (beats[index]?.at ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThan(900);
    expect(beats.at(-1)?.asOf).toBeGreaterThan(state.asOf);
  });

  test('sends at most one frame each `every`', async () => {
    const client = open();
    await watch(client, { ...gmv, every: 200 });
    const times: number[] = [];
    client.on('frame', ({ at }) => times.push(at));
    for (let n = 0; n < 40 || times.length < 3; n++) {
      await all.server.post(pay('paced'));
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    for (const [index, at] of times.slice(1).entries()) expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(195);
  });

  test('ends when it is unwatched', async () => {
    const client = open();
    const { view } = await watch(client, { ...gmv, every: 33 });
    expect(await client.timeout(2_000).emitWithAck('unwatch', { view })).toEqual({});
    const heard: unknown[] = [];
    client.onAny((_, message: Beat) => heard.push(message));
    await all.server.post(pay('quiet'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(heard).toEqual([]);
    expect(await client.timeout(2_000).emitWithAck('unwatch', { view })).toMatchObject({
      error: { code: 'not_found' },
    });
  });
});

describe('a refused watch', () => {
  test.each([
    ['an unknown metric', { queries: [{ metrics: ['sales'], window: '1h' }] }, 'metric', 'queries.0'],
    [
      'dimensions that do not combine',
      { queries: [{ metrics: ['gmv'], window: '1h', by: 'region', filter: { sku: ['S'] } }] },
      'combination',
      'queries.0',
    ],
    ['an unknown fact', { queries: [{ fact: 'health' }, { fact: 'rumours' }] }, 'request', 'queries.1.fact'],
    ['an unknown campaign', { queries: [{ metrics: ['gmv'], window: 'campaign:x' }] }, 'window', 'queries.0.window'],
    ['nothing asked', { queries: [{}] }, 'request', 'queries.0'],
    ['no queries', { queries: [] }, 'request', 'queries'],
    ['a pace that is too fast', { queries: gmv.queries, every: 5 }, 'request', 'every'],
    ['no object', 'hello', 'request', ''],
  ])('is answered with the problem: %s', async (_, request, code, path) => {
    const answer = await open()
      .timeout(2_000)
      .emitWithAck('watch', request as Watch);
    expect(answer).toMatchObject({ error: { code, status: 400 } });
    expect((answer as { error: { path?: string } }).error.path ?? '').toContain(path);
  });

  test('is answered, too, where nothing at all is asked', async () => {
    const client = open();
    const answer = await new Promise((resolve) => (client as Socket).emit('watch', resolve));
    expect(answer).toMatchObject({ error: { code: 'request', status: 400 } });
  });

  test('without a good token there is no connection, and the reason is told', async () => {
    const error = await new Promise<Error & { data?: unknown }>((resolve) =>
      open({ auth: { token: 'nobody' } }).on('connect_error', resolve),
    );
    expect(error).toMatchObject({ message: 'key', data: { code: 'key', status: 401 } });
  });

  test('from a page of another origin there is no connection', async () => {
    const failed = new Promise((resolve) =>
      open({ extraHeaders: { origin: 'https://elsewhere.example' } }).on('connect_error', resolve),
    );
    expect(await failed).toBeInstanceOf(Error);
  });
});

describe('a watcher that has trouble', () => {
  test('drops every third frame, watches again at the gap, and ends with the readings of a fresh one', async () => {
    const client = open();
    const state = await watch(client, gmv);
    let gaps = 0;
    let heard = 0;
    let asking = false;
    const again = () => {
      gaps++;
      if (asking) return;
      asking = true;
      watch(client, gmv).then(
        (snapshot) => {
          asking = false;
          Object.assign(state, snapshot);
        },
        () => {},
      );
    };
    const take = client.listeners('frame').length;
    follow(client, state, again);
    const [listener] = client.listeners('frame').slice(take);
    client.off('frame');
    client.on('frame', (frame) => {
      if (++heard % 3 !== 0) listener?.(frame);
    });
    for (let n = 0; n < 60 || heard <= 6; n++) {
      await all.server.post(pay(`shop-${n % 7}`, '1.23'));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await eventually(async () => {
      const fresh = await watch(open(), gmv);
      expect(plain(state.readings)).toEqual(plain(fresh.readings));
      expect(state.seq).toBe(fresh.seq);
    });
    expect(gaps).toBeGreaterThan(0);
  });

  test('loses its connection, comes back by itself and ends with the same readings', async () => {
    const client = open();
    let state = await watch(client, gmv);
    client.on('connect', async () => {
      state = await watch(client, gmv);
    });
    client.io.engine.close();
    await all.server.post(pay('while-away', '7.00'));
    await eventually(() =>
      expect((state.readings['0'] as Reading).groups['while-away']?.values).toEqual({ gmv: 700, paid_orders: 1 }),
    );
  });
});
