import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reading } from '../../../stream/contract/reading.ts';
import { eventually } from '../../support/served.ts';
import { freePort } from '../../support/system.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tide-demo-'));
const started: ChildProcess[] = [];
beforeAll(() => {
  spawnSync(process.execPath, ['bin/build.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
}, 120_000);
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  for (const pid of of(scratch)) process.kill(pid, 'SIGKILL');
  rmSync(scratch, { recursive: true, force: true });
});

/** Living processes whose command line or environment names a directory. */
function of(directory: string): number[] {
  return readdirSync('/proc').flatMap((entry) => {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) return [];
    try {
      const text = ['cmdline', 'environ'].map((name) => readFileSync(`/proc/${pid}/${name}`, 'utf8')).join('\0');
      return text.includes(directory) ? [pid] : [];
    } catch {
      return []; // it ended while we looked
    }
  });
}

async function demo(data: string) {
  const port = await freePort();
  const clean = Object.entries(process.env).filter(([name]) => !/^(TIDEWALL_|REDIS_URL|PORT$|HOST$|VITEST)/.test(name));
  const child = spawn(
    process.execPath,
    ['dist/server/tidewall.cjs', 'demo', '--port', String(port), '--rate', '0.5', '--minutes', '1', '--lang', 'en'],
    { env: { ...Object.fromEntries(clean), TIDEWALL_DATA: data }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  started.push(child);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? code)),
  );
  return { child, ended, url: `http://127.0.0.1:${port}`, said: () => said };
}
const supervisorOf = (data: string) =>
  of(data).find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('main.cjs\0all\0demo'));

describe('the demo', () => {
  test('ends a Redis that was left over, counts yesterday before it calls the wall live, and ends with its server', async () => {
    const data = join(scratch, 'one');
    const directory = join(data, 'demo', 'redis');
    mkdirSync(directory, { recursive: true });
    const [socket, pidfile] = [join(directory, 'redis.sock'), join(directory, 'redis.pid')];
    const lines = ['--port', '0', '--unixsocket', socket, '--pidfile', pidfile, '--dir', directory];
    spawnSync('redis-server', [...lines, '--daemonize', 'yes']);
    let left = 0;
    await eventually(() => {
      left = Number(readFileSync(pidfile, 'utf8'));
      expect(left).toBeGreaterThan(0);
    }, 10_000);

    const { child, ended, url, said } = await demo(data);
    await eventually(() => {
      expect(child.exitCode).toBeNull();
      expect(said()).toContain('The wall is live');
    }, 150_000);
    expect(said()).toMatch(/^Starting .* on port \d+ …\n/);
    expect(said()).toMatch(/\nThe past is filled: [\d,]+ events in \d+ s\.\n/);
    expect(said()).not.toMatch(/\p{Script=Han}/u);
    expect(said()).toContain(`wall        ${url}/wall/promotion?language=en`);
    expect(said()).toContain(`start page  ${url}/?language=en`);
    expect(said()).toContain(`A Redis that outlived its launcher (process ${left}) is ended first.`);
    const read = async () => {
      const query = { metrics: ['paid_orders'], window: 'yesterday' };
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${url}/api/query`, { method: 'POST', headers, body: JSON.stringify(query) });
      return ((await answer.json()) as Reading).groups['']?.values.paid_orders;
    };
    const first = await read();
    expect(first).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await read()).toBe(first); // nothing of yesterday was still on its way

    process.kill(supervisorOf(data) as number, 'SIGKILL');
    expect(await ended).toBe(3);
    expect(said()).toContain("The demo's server ended by itself (SIGKILL); everything is stopped.");
    await eventually(() => expect(of(data)).toEqual([]), 15_000);
  }, 200_000);

  test('that is killed takes its server, aggregator and Redis along', async () => {
    const data = join(scratch, 'two');
    const { child, ended } = await demo(data);
    await eventually(() => expect(of(data).length).toBeGreaterThanOrEqual(5), 60_000);
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    await eventually(() => expect(of(data)).toEqual([]), 15_000);
  }, 90_000);

  test('refuses a store that another one still uses, and says whose it is', async () => {
    const data = join(scratch, 'three');
    const one = await demo(data);
    await eventually(() => expect(supervisorOf(data)).toBeDefined(), 60_000);
    await eventually(() => expect(readdirSync(join(data, 'demo', 'redis'))).toContain('lock'), 60_000);
    const other = await demo(data);
    expect(await other.ended).toBe(2);
    expect(other.said()).toMatch(
      /is in use by process \d+: one instance per data directory\. Stop the demo that runs there/,
    );
    one.child.kill('SIGTERM');
    expect(await one.ended).toBe(130);
    expect(one.said()).toMatch(/\nInterrupted\.\n$/);
    await eventually(() => expect(of(data)).toEqual([]), 15_000);
  }, 150_000);
});
