import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { openStore } from '../../../server/store.ts';
import { startRedis } from '../../support/redis.ts';

test.each([
  ['hides its configuration', { config: { 'rename-command': 'CONFIG ""' } }, 'durability unknown'],
  ['keeps no append-only file', {}, 'durability none'],
  ['writes to the disk once a second', { durable: true, config: { appendfsync: 'everysec' } }, 'durability fast'],
  ['writes before it answers', { durable: true }, undefined],
])('the log says how durable a Redis is that %s', async (_, options, words) => {
  const lines: string[] = [];
  const { log } = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => lines.push(line) } } });
  const redis = await startRedis(options);
  const store = await openStore(redis.url, readConfig({}).settings, undefined, log);
  store.close();
  await redis.stop();
  if (words === undefined) expect(lines).toEqual([]);
  else expect(lines.join('')).toContain(words);
});
