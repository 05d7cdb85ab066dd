import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRedis } from '../../support/redis.ts';
import { eventually } from '../../support/served.ts';
import { freePort, startSystem } from '../../support/system.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tidewall-'));
const started = new Set<ChildProcess>();
beforeAll(() => {
  execFileSync(process.execPath, ['bin/build.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
}, 120_000);
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(scratch, { recursive: true, force: true });
});

interface Ended {
  code: number | null;
  /** The sentences of its log. */
  said: string[];
}
/** Runs the built product until it ends by itself. */
function run(env: Record<string, string>, ...args: string[]): Promise<Ended> {
  const clean = Object.entries(process.env).filter(([name]) => !/^(TIDEWALL_|REDIS_URL|PORT$|HOST$|VITEST)/.test(name));
  const child = spawn(process.execPath, ['dist/server/main.cjs', ...args], {
    env: { ...Object.fromEntries(clean), TIDEWALL_DATA: join(scratch, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.add(child);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return new Promise((resolve) =>
    // Not at its exit: the pipe may still hold its last sentence.
    child.once('close', (code) => {
      started.delete(child);
      const lines = text.trim().split('\n').filter(Boolean);
      resolve({ code, said: lines.map((line) => (JSON.parse(line) as { msg: string }).msg) });
    }),
  );
}
const last = ({ said }: Ended) => said.at(-1) ?? '';
function occupy(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve({ server, port: (server.address() as { port: number }).port })),
  );
}

describe('a start that makes no sense', () => {
  test('is refused at once, whole, in one sentence, and not tried again', async () => {
    const ended = await run({ PORT: 'seventy', TIDEWALL_TIMEZONE: 'Mars/Olympus' });
    expect(ended.code).toBe(78);
    expect(ended.said).toHaveLength(1);
    expect(last(ended)).toContain('PORT: a whole number from 0 to 65535; TIDEWALL_TIMEZONE: an IANA time zone');
    expect(last(await run({}, 'worker'))).toContain('"worker" is no role; there are all, server, aggregator.');
    expect(last(await run({ HOST: '0.0.0.0' }))).toContain('TIDEWALL_ADMIN_PASSWORD: required');
  });

  test('on a port that is taken says so, and takes everything down with it', async () => {
    const { server, port } = await occupy();
    const ended = await run({ PORT: String(port) });
    server.close();
    expect(ended.code).toBe(78);
    expect(ended.said.join('\n')).toContain(
      `Port ${port} on 127.0.0.1 is taken by another process; set PORT to a free one.`,
    );
  });

  test('on a data directory that is no directory says so', async () => {
    const file = join(scratch, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    const ended = await run({ TIDEWALL_DATA: join(file, 'data') });
    expect(ended.code).toBe(78);
    expect(last(ended)).toMatch(/TIDEWALL_DATA .* cannot be written/);
  });

  test('on a Redis that may evict says so', async () => {
    const redis = await startRedis({ config: { 'maxmemory-policy': 'allkeys-lru' } });
    const ended = await run({ REDIS_URL: redis.url, PORT: '0' });
    await redis.stop();
    expect(ended.code).toBe(78);
    expect(ended.said.join('\n')).toContain('Set maxmemory-policy noeviction.');
  });

  test('with other money digits or another time zone than the store was begun with names both', async () => {
    const redis = await startRedis();
    const base = { REDIS_URL: redis.url, PORT: String(await freePort()) };
    const first = run(base, 'server');
    await eventually(
      async () => expect((await fetch(`http://127.0.0.1:${base.PORT}/healthz`)).status).toBe(200),
      15_000,
    );
    const other = await run(
      { ...base, PORT: '0', TIDEWALL_MONEY_DIGITS: '3', TIDEWALL_TIMEZONE: 'Europe/London' },
      'server',
    );
    expect(other.code).toBe(78);
    expect(last(other)).toContain('TIDEWALL_TIMEZONE is Europe/London, but this store was begun with Asia/Shanghai');
    expect(last(other)).toContain('TIDEWALL_MONEY_DIGITS is 3, but this store was begun with 2');
    for (const child of started) child.kill('SIGTERM');
    expect((await first).code).toBe(0);
    await redis.stop();
  }, 40_000);
});

describe('the whole, supervised', () => {
  test('starts a part that is killed again within a second, and ends cleanly when it is told to', async () => {
    const system = await startSystem();
    try {
      for (const role of ['server', 'aggregator'] as const) {
        const [before = 0] = system.pids()[role];
        process.kill(before, 'SIGKILL');
        await eventually(() => {
          const [after] = system.pids()[role];
          expect(after).toBeDefined();
          expect(after).not.toBe(before);
        }, 1_500);
      }
      await eventually(async () => expect((await fetch(`${system.url}/readyz`)).status).toBe(200), 10_000);
    } finally {
      const began = Date.now();
      expect(await system.stop()).toBe(0);
      expect(Date.now() - began).toBeLessThan(11_000);
    }
    expect(system.pids()).toEqual({ server: [], aggregator: [], redis: [] });
  }, 60_000);
});
