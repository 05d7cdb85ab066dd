import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WatchAnswer } from '../../../stream/contract/live.ts';
import type { CampaignAnswer } from '../../../stream/contract/reading.ts';
import { keys } from '../../../stream/redis/keys.ts';
import { type Counted, count } from '../../support/counted.ts';
import { eventually, order, type Served, serve, TOKEN } from '../../support/served.ts';

const MINUTE = 60_000;
const minute = Math.floor(Date.now() / MINUTE) * MINUTE;
const start = minute - 10 * MINUTE;
const passedAt = minute - 3 * MINUTE + 18_000;
let all: Counted;
beforeAll(async () => {
  all = await count();
});
afterAll(() => all.stop());

/** The campaign as a wall is told about it that begins to watch now. */
async function told(server: Served): Promise<CampaignAnswer> {
  const client = io(server.url, { path: '/live', transports: ['websocket'], auth: { token: TOKEN }, forceNew: true });
  try {
    const answer: WatchAnswer = await client.timeout(5_000).emitWithAck('watch', { queries: [{ fact: 'campaign' }] });
    if ('error' in answer) throw new Error(JSON.stringify(answer.error));
    return answer.readings['0'] as CampaignAnswer;
  } finally {
    client.disconnect();
  }
}
const pay = (amount: string, at: number) =>
  order({ type: 'order.paid', at, amount, lines: [{ sku: 'S1', quantity: 1, amount }] });
const kept = () => all.redis.connect().hgetall(keys.milestones);

test('a milestone is found by the server, with nobody watching, and kept to the second', async () => {
  const campaign = { names: { en: 'Eleven' }, start, end: minute + 60 * MINUTE, milestones: [10_000, 99_999_999] };
  await all.server.ask('PUT', '/api/campaigns/eleven', { ...campaign, id: 'eleven', phases: [] });
  await all.server.post([pay('60.00', passedAt - 30_000), pay('50.00', passedAt - 400)]);
  await eventually(async () => expect(Object.values(await kept())).toEqual([String(passedAt)]));
  expect((await told(all.server)).passed).toEqual({ 10000: { at: passedAt, elapsed: passedAt - start } });
});

test('it is not found a second time: not by more orders, nor by another server', async () => {
  await all.server.post([pay('70.00', passedAt + 5_000)]);
  const [key] = Object.keys(await kept());
  // A second that the orders do not say: whoever tells it has it from where it is kept.
  await all.redis.connect().hset(keys.milestones, key as string, passedAt - 7_000);
  const other = await serve(all.redis.url);
  try {
    await eventually(async () =>
      expect((await told(other)).passed).toEqual({
        10000: { at: passedAt - 7_000, elapsed: passedAt - 7_000 - start },
      }),
    );
    await eventually(async () => expect((await told(all.server)).passed[10_000]?.at).toBe(passedAt - 7_000));
    expect(Object.keys(await kept())).toEqual([key]);
  } finally {
    await other.close();
  }
});
