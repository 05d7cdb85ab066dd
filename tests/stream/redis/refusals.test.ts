import { expect, test } from 'vitest';
import { Refusal } from '../../../stream/contract/failure.ts';
import { Days } from '../../../stream/engine/days.ts';
import { runAggregator } from '../../../stream/main.ts';
import { answering } from '../../../stream/redis/answering.ts';
import { connect } from '../../../stream/redis/connect.ts';
import { campaignDays } from '../../../stream/redis/keptDays.ts';
import { fairShare } from '../../../stream/redis/roster.ts';
import { startRedis } from '../../support/redis.ts';
import { SECRET, settingsOf } from '../../support/sender.ts';
import { eventually } from '../../support/served.ts';
import { freePort } from '../../support/system.ts';

test('an aggregator does not start on a Redis that evicts', async () => {
  const redis = await startRedis({ config: { 'maxmemory-policy': 'allkeys-lru', maxmemory: '50mb' } });
  const started = runAggregator({ url: redis.url, settings: settingsOf(1), secret: SECRET });
  await expect(started).rejects.toThrow(/allkeys-lru/);
  await redis.stop();
});

test('nothing starts on a Redis that wants another password, or does not have the database', async () => {
  const port = await freePort();
  const redis = await startRedis({ config: { port: String(port) } });
  await redis.connect().config('SET', 'requirepass', 'right');
  const started = (credentials: string, database: number) => {
    const connection = connect(`redis://${credentials}127.0.0.1:${port}/${database}`);
    return answering(connection).finally(() => connection.disconnect());
  };
  for (const wrong of ['', ':wrong@']) {
    await expect(started(wrong, 0)).rejects.toBeInstanceOf(Refusal);
    await expect(started(wrong, 0)).rejects.toThrow(/REDIS_URL.*password/);
  }
  await started(':right@', 15);
  await expect(started(':right@', 99)).rejects.toBeInstanceOf(Refusal);
  await redis.stop();
});

test('an aggregator waits in front of a replica, and says so, until it is a master', async () => {
  const redis = await startRedis();
  const operator = redis.connect();
  await operator.call('REPLICAOF', '127.0.0.1', '1');
  const said: string[] = [];
  const say = (sentence: string) => said.push(sentence);
  const starting = runAggregator({ url: redis.url, settings: settingsOf(1), secret: SECRET, room: 100, say });
  await eventually(() => expect(said).toEqual([expect.stringContaining('is a replica')]));
  await operator.call('REPLICAOF', 'NO', 'ONE');
  const aggregator = await starting;
  await eventually(() => expect(aggregator.ready()).toBe(true));
  await aggregator.stop();
  await redis.stop();
});

test('an aggregator does not start with another number of partitions than the store was begun with', async () => {
  const redis = await startRedis();
  const first = await runAggregator({ url: redis.url, settings: settingsOf(2), secret: SECRET, room: 100 });
  await first.stop();
  const second = runAggregator({ url: redis.url, settings: settingsOf(3), secret: SECRET });
  await expect(second).rejects.toBeInstanceOf(Refusal);
  await expect(
    runAggregator({ url: redis.url, settings: { ...settingsOf(2), timezone: 'Europe/London' }, secret: SECRET }),
  ).rejects.toThrow(/Europe\/London.*Asia\/Shanghai/);
  await redis.stop();
});

test('the days of a campaign are kept from its first to its last, whatever the clock does in between', () => {
  const days = new Days('Europe/London');
  const campaign = { names: {}, phases: [], milestones: [] };
  const at = (text: string) => Date.parse(text);
  const kept = campaignDays(
    [
      { ...campaign, id: 'spring', start: at('2026-03-28T10:00:00Z'), end: at('2026-03-30T10:00:00Z') },
      { ...campaign, id: 'again', start: at('2026-03-30T11:00:00Z'), end: at('2026-03-30T12:00:00Z') },
    ],
    days,
  );
  expect(kept).toEqual(['2026-03-28T00:00:00Z', '2026-03-29T00:00:00Z', '2026-03-29T23:00:00Z'].map(at));
});

test('shares cover all partitions', () => {
  expect([1, 2, 3, 5].map((living) => fairShare(4, living))).toEqual([4, 2, 2, 1]);
});
