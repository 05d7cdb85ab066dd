import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { supervise } from '../../../server/supervisor.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { eventually } from '../../support/served.ts';
import { family, freePort } from '../../support/system.ts';

const PATIENCE = 9;
const over = new AbortController();
const said: string[] = [];
let redis: TestRedis;
let url = '';
let supervised: Promise<void> | undefined;
beforeAll(async () => {
  execFileSync(process.execPath, ['bin/build.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
  redis = await startRedis();
  const port = String(await freePort());
  url = `http://127.0.0.1:${port}`;
  const environment = { PATH: process.env.PATH, PORT: port, REDIS_URL: redis.url, TIDEWALL_LOG: 'fatal' };
  supervised = supervise({
    config: readConfig(environment),
    command: [process.execPath, 'dist/server/main.cjs'],
    environment,
    say: (sentence) => said.push(sentence),
    signal: over.signal,
    patience: PATIENCE,
  });
  await up();
}, 120_000);
afterAll(async () => {
  over.abort();
  await supervised;
  await redis.stop();
});
const up = () => eventually(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), 60_000);
const pidOf = (role: 'server' | 'aggregator') => family(process.pid)[role][0] ?? 0;
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a part that hangs is killed and started again, one that stood still for a moment is not', async () => {
  const before = { server: pidOf('server'), aggregator: pidOf('aggregator') };
  process.kill(before.server, 'SIGSTOP');
  process.kill(before.aggregator, 'SIGSTOP');
  await rest(2_000);
  process.kill(before.aggregator, 'SIGCONT');
  await eventually(() => expect(pidOf('server')).not.toBe(before.server), 60_000);
  await up();
  expect(pidOf('aggregator')).toBe(before.aggregator);
  await eventually(async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toMatch(/^tidewall_restarts_total\{process="server"\} 1$/m);
    expect(text).toMatch(/^tidewall_restarts_total\{process="aggregator"\} 0$/m);
  });
  expect(said).toEqual([`The server gave no sign of life for ${PATIENCE} s and was killed; it is started again.`]);
}, 150_000);

test('parts that work, or wait for a Redis that hangs, are left alone', async () => {
  const before = { server: pidOf('server'), aggregator: pidOf('aggregator') };
  process.kill(redis.pid() ?? 0, 'SIGSTOP');
  await rest((PATIENCE + 3) * 1_000);
  process.kill(redis.pid() ?? 0, 'SIGCONT');
  await up();
  expect([pidOf('server'), pidOf('aggregator')]).toEqual([before.server, before.aggregator]);
}, 90_000);
