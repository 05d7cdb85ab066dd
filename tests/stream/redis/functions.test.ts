import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { acquire } from '../../../stream/redis/functions/acquire.ts';
import { type Checkpoint, UNCHANGED, writeCheckpoint } from '../../../stream/redis/functions/checkpoint.ts';
import { release } from '../../../stream/redis/functions/release.ts';
import { renew } from '../../../stream/redis/functions/renew.ts';
import { keys } from '../../../stream/redis/keys.ts';
import { Library, located } from '../../../stream/redis/library.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

let redis: TestRedis;
let library: Library;
let connection: ReturnType<TestRedis['connect']>;
beforeAll(async () => {
  redis = await startRedis();
  connection = redis.connect();
  library = new Library(connection);
});
beforeEach(() => connection.flushall());
afterAll(() => redis.stop());

const first = (fence: number, more: Partial<Checkpoint> = {}): Checkpoint => ({
  fence,
  number: 1,
  expected: '',
  offset: '5-0',
  revision: 7,
  meta: '{}',
  pages: { set: [['1', Buffer.from([0, 1, 255])]], remove: [] },
  redo: { set: [['1', 'r']], remove: [] },
  segments: UNCHANGED,
  sketches: UNCHANGED,
  waiting: UNCHANGED,
  words: ['w'],
  conflicts: ['{"code":"shop"}'],
  voided: ['{"at":1,"order":"o"}'],
  ...more,
});

test('every script is in the library and has as many keys as its head numbers', async () => {
  const folder = 'stream/redis/functions';
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.lua'));
  await library.load();
  const listed = JSON.stringify(await connection.function('LIST'));
  for (const script of scripts) {
    const text = readFileSync(`${folder}/${script}`, 'utf8');
    expect(listed).toContain(`_${script.replace('.lua', '')}`);
    const head = /KEYS(.*)\n/.exec(text)?.[1] ?? '';
    const used = Math.max(...[...text.matchAll(/keys\[(\d+)\]/g)].map((match) => Number(match[1])));
    expect([...head.matchAll(/\d+/g)].map(Number)).toEqual(Array.from({ length: used }, (_, index) => index + 1));
  }
});

test('a flushed library is loaded again by the call that misses it', async () => {
  await connection.function('FLUSH');
  expect(await acquire(library, 0, 'a', 1000)).toBe(1);
});

test('an error names the script and its line', async () => {
  await connection.set(keys.state(0), 'not a hash');
  await expect(acquire(library, 0, 'a', 1000)).rejects.toThrow(/acquire\.lua:\d+/);
  expect(located(new Error('no place')).message).toBe('no place');
});

test('a lease keeps others out until it runs out, and its owner may take it again with a higher fence', async () => {
  const LONG = 600_000; // only what is to run out does, however slow the machine
  expect(await acquire(library, 0, 'a', LONG)).toBe(1);
  expect(await acquire(library, 0, 'b', LONG)).toBeUndefined();
  expect(await acquire(library, 0, 'a', 60)).toBe(2);
  await expect.poll(() => acquire(library, 0, 'b', 60)).toBe(3);
  expect(await renew(library, 0, 'a', 2, LONG)).toBe('fenced');
  expect(await renew(library, 0, 'b', 3, LONG)).toBe('ok');
  await release(library, 0, 2);
  expect(await acquire(library, 0, 'a', LONG)).toBeUndefined();
  await release(library, 0, 3);
  expect(await acquire(library, 0, 'a', LONG)).toBe(4);
});

test('an owner whose fence Redis forgot is told of the loss, not of another owner', async () => {
  const fence = (await acquire(library, 0, 'a', 1000, 7)) as number;
  await connection.flushall();
  expect(await renew(library, 0, 'a', fence, 1000)).toBe('lost');
  await expect(writeCheckpoint(library, 0, first(fence))).rejects.toThrow(/unexpected fence/);
});

test('a fence stays above the one an owner has seen, even when Redis forgot it', async () => {
  expect(await acquire(library, 0, 'a', 1000, 41)).toBe(42);
});

test('a checkpoint is written once; a retry after a lost reply is `done` and changes nothing', async () => {
  const fence = (await acquire(library, 0, 'a', 1000)) as number;
  expect(await writeCheckpoint(library, 0, first(fence))).toBe('ok');
  expect(await writeCheckpoint(library, 0, first(fence))).toBe('done');
  expect(await connection.llen(keys.words(0))).toBe(1);
  expect(await connection.xlen(keys.conflicts(0))).toBe(1);
  expect(await connection.hgetBuffer(keys.pages(0), '1')).toEqual(Buffer.from([0, 1, 255]));
  const second = first(fence, { number: 2, expected: '5-0', offset: '5-0', redo: { set: [], remove: ['1'] } });
  expect(await writeCheckpoint(library, 0, second)).toBe('ok');
  expect(await connection.hlen(keys.redo(0))).toBe(0);
});

test('a lower fence is refused, and so is a checkpoint that does not follow the standing one', async () => {
  const old = (await acquire(library, 0, 'a', 1000)) as number;
  const fence = (await acquire(library, 0, 'a', 1000)) as number;
  expect(await writeCheckpoint(library, 0, first(old))).toBe('fenced');
  expect(await writeCheckpoint(library, 0, first(fence))).toBe('ok');
  await expect(writeCheckpoint(library, 0, first(fence, { number: 2, expected: '4-0' }))).rejects.toThrow(/offset 5-0/);
  await expect(writeCheckpoint(library, 0, first(fence, { number: 3, expected: '5-0' }))).rejects.toThrow(/number 1/);
});

test('a checkpoint that cannot be written whole is not written at all', async () => {
  const fence = (await acquire(library, 0, 'a', 1000)) as number;
  await connection.set(keys.segments(0), 'in the way');
  await expect(writeCheckpoint(library, 0, first(fence))).rejects.toThrow(/unexpected type string/);
  expect(await connection.exists(keys.pages(0), keys.words(0), keys.redo(0))).toBe(0);
  expect(await connection.hget(keys.state(0), 'offset')).toBeNull();
});

test('a checkpoint is written even when Redis is full', async () => {
  const fence = (await acquire(library, 0, 'a', 1000)) as number;
  await connection.config('SET', 'maxmemory', '1mb');
  await expect(connection.set('a', '1')).rejects.toThrow(/OOM/);
  const many = Array.from({ length: 5_000 }, (_, index) => [String(index), Buffer.alloc(20)] as const);
  expect(await writeCheckpoint(library, 0, first(fence, { pages: { set: many, remove: [] } }))).toBe('ok');
  expect(await connection.hlen(keys.pages(0))).toBe(5_000);
  await connection.config('SET', 'maxmemory', '0');
});
