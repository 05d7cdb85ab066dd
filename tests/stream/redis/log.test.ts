import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { keys } from '../../../stream/redis/keys.ts';
import type { OpenBatch } from '../../../stream/redis/lane.ts';
import { LogReader } from '../../../stream/redis/logReader.ts';
import { LogWriter, type LogWriterOptions } from '../../../stream/redis/logWriter.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

/** A batch of words: the writer does not look inside. */
class Words implements OpenBatch {
  readonly list: string[] = [];
  get count() {
    return this.list.length;
  }
  get bytes() {
    return this.list.join(' ').length;
  }
  take() {
    return Buffer.from(this.list.splice(0).join(' '));
  }
}

let redis: TestRedis;
const readers: LogReader[] = [];
beforeAll(async () => {
  redis = await startRedis({ durable: true });
});
beforeEach(async () => {
  await redis.start();
  await redis.connect().flushall();
});
afterAll(async () => {
  for (const reader of readers) reader.close();
  await redis.stop();
});

async function writer(more: Partial<LogWriterOptions> = {}) {
  const connection = redis.connect('writer');
  await connection.ping();
  const batches = [new Words(), new Words()] as const;
  return Object.assign(new LogWriter({ connection, batches, ...more }), {
    say: (partition: 0 | 1, word: string) => batches[partition].list.push(word),
  });
}
function reader(partition = 0): LogReader {
  const made = new LogReader(redis.url, partition);
  readers.push(made);
  return made;
}
const wordsOf = (entries: { body: Buffer }[]) => entries.flatMap((entry) => entry.body.toString().split(' '));

test('requests of one moment share an entry, and each is answered after it is in the log', async () => {
  const log = await writer();
  await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      log.say(0, `w${index}`);
      await log.commit([0]);
    }),
  );
  const { entries } = await reader().read('0-0', 1000, 0);
  expect(entries.length).toBeLessThanOrEqual(3);
  expect(wordsOf(entries).sort()).toEqual(Array.from({ length: 100 }, (_, index) => `w${index}`).sort());
  expect(log.acknowledged[0]).toBe(entries.at(-1)?.id);
});

test('a batch that has grown too long becomes several entries, all of them awaited', async () => {
  const log = await writer({ entryBytes: 10 });
  const commits: Promise<void>[] = [];
  for (let index = 0; index < 30; index++) {
    log.say(1, `word${index}`);
    commits.push(log.commit([1]));
  }
  await commits.at(-1);
  const { entries } = await reader(1).read('0-0', 1000, 0);
  expect(entries.length).toBeGreaterThan(10);
  expect(wordsOf(entries)).toHaveLength(30);
});

test('with Redis down a write is refused as `log`, and works again when Redis is back', async () => {
  const log = await writer();
  await redis.kill();
  await expect.poll(() => refusal(() => log.check())).toBe('log');
  log.say(0, 'lost');
  await expect(log.commit([0])).rejects.toMatchObject({ code: 'log', status: 503, retryAfter: 1 });
  await redis.start();
  await expect.poll(() => refusal(() => log.check())).toBe('fine');
  log.say(0, 'kept');
  await log.commit([0]);
  expect(wordsOf((await reader().read('0-0', 10, 0)).entries)).toContain('kept');
});

test('a Redis that does not answer makes new writes be refused at once', async () => {
  const log = await writer({ slow: 50 });
  const pid = redis.pid() as number;
  process.kill(pid, 'SIGSTOP');
  log.say(0, 'late');
  const late = log.commit([0]);
  await expect.poll(() => refusal(() => log.check())).toBe('log');
  process.kill(pid, 'SIGCONT');
  await late;
  expect(refusal(() => log.check())).toBe('fine');
});

test('what waits is bounded', async () => {
  const log = await writer({ queueBytes: 100 });
  log.say(0, 'x'.repeat(200));
  const done = log.commit([0]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(refusal(() => log.check())).toBe('log');
  await done;
  expect(refusal(() => log.check())).toBe('fine');
});

test('an acknowledged entry that is gone after a restart is noticed once', async () => {
  const gone: number[] = [];
  const log = await writer({ onLoss: (partition) => gone.push(partition) });
  log.say(1, 'precious');
  await log.commit([1]);
  await redis.connect().del(keys.log(1));
  expect(await log.lost()).toEqual([1]);
  expect(await log.lost()).toEqual([]);
  log.say(1, 'precious');
  await log.commit([1]);
  await redis.connect().flushall();
  await redis.kill();
  await redis.start();
  await expect.poll(() => gone).toEqual([1]);
});

test('a read proves what was accepted before it: fewer than asked for proves now, a full one only the last entry', async () => {
  const log = await writer({ entryBytes: 1 });
  for (const word of ['a', 'b', 'c']) {
    log.say(0, word);
    await log.commit([0]);
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  const start = Date.now();
  const full = await reader().read('0-0', 2, 0);
  expect(full.more).toBe(true);
  expect(full.asOf).toBeLessThan(start);
  const rest = await reader().read(full.entries.at(-1)?.id as string, 2, 0);
  expect(rest.more).toBe(false);
  expect(rest.asOf).toBeGreaterThanOrEqual(start);
  const issued = Date.now();
  const waited = await reader().read(rest.entries.at(-1)?.id as string, 2, 50);
  expect(waited.asOf).toBeGreaterThanOrEqual(issued + 50);
  expect(waited.asOf).toBeLessThanOrEqual(Date.now());
});

function refusal(act: () => void): string {
  try {
    act();
    return 'fine';
  } catch (error) {
    return (error as { code: string }).code;
  }
}
