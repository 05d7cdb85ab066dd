import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findRedis } from '../../../stream/redis/binary.ts';
import { claim } from '../../../stream/redis/claim.ts';
import { type Connection, connect } from '../../../stream/redis/connect.ts';
import { type Embedded, startEmbedded } from '../../../stream/redis/embedded.ts';
import { examine } from '../../../stream/redis/suitability.ts';
import { eventually } from '../../support/eventually.ts';

let data: string;
let said: string[];
const running: Embedded[] = [];
const connections: Connection[] = [];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'tide-'));
  said = [];
});
afterEach(async () => {
  for (const connection of connections.splice(0)) connection.disconnect();
  for (const redis of running.splice(0)) await redis.stop();
  rmSync(data, { recursive: true, force: true });
});

async function start(where = data): Promise<Embedded> {
  const say = (sentence: string) => said.push(sentence);
  const redis = await startEmbedded({ data: where, durability: 'safe', install: false, say });
  running.push(redis);
  return redis;
}
function open(url: string): Connection {
  const connection = connect(url);
  connections.push(connection);
  return connection;
}
const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''; // ended, but not collected yet
  } catch {
    return false;
  }
};

test('it starts on a unix socket, durable and never evicting', async () => {
  const redis = await start();
  expect(redis.url).toMatch(/^unix:/);
  expect(await examine(open(redis.url))).toMatchObject({ durability: 'safe' });
});

test('it starts wherever its directory is, whatever signs that has', async () => {
  const redis = await start(join(data, 'C#, "a"? 100%'));
  expect(await open(redis.url).ping()).toBe('PONG');
});

test('killed, it is there again within a second and has everything acknowledged', async () => {
  const redis = await start();
  const connection = open(redis.url);
  await connection.set('a', 'acknowledged');
  const before = redis.pid() as number;
  process.kill(before, 'SIGKILL');
  await eventually(async () => expect(await connection.get('a')).toBe('acknowledged'), 1_000);
  expect(redis.pid()).not.toBe(before);
  expect(redis.restarts()).toBe(1);
  expect(said.join(' ')).toMatch(/ended \(SIGKILL.*started again/);
});

test('killed again and again, it is there again within a second each time', async () => {
  const redis = await start();
  const connection = open(redis.url);
  for (let time = 1; time <= 7; time++) {
    process.kill(redis.pid() as number, 'SIGKILL');
    await eventually(() => expect(redis.restarts()).toBe(time), 1_000);
    await eventually(async () => expect(await connection.ping()).toBe('PONG'), 2_000);
  }
});

test('stopping ends it, frees the directory, and a later start finds the data', async () => {
  const first = await start();
  await open(first.url).set('a', '1');
  const pid = first.pid() as number;
  await first.stop();
  expect(alive(pid)).toBe(false);
  expect(await open((await start()).url).get('a')).toBe('1');
});

test('files that have grown are written anew by a clean end, so that the next start reads every value once', async () => {
  const first = await start();
  const connection = open(first.url);
  for (let round = 0; round < 20; round++) await connection.set('a', randomBytes(1 << 20).toString('latin1'));
  await connection.set('b', 'the last');
  const base = async (of: Connection) => Number(/aof_base_size:(\d+)/.exec(await of.info('persistence'))?.[1]);
  expect(await base(connection)).toBeLessThan(1_000);
  await first.stop();
  const again = open((await start()).url);
  expect(await again.get('b')).toBe('the last');
  expect(await base(again)).toBeGreaterThan(1 << 20);
  const size = await again.info('persistence');
  expect(Number(/aof_current_size:(\d+)/.exec(size)?.[1])).toBeLessThan(4 << 20);
});

test('one that hangs is ended by force within its time, and the directory is free', async () => {
  const redis = await start();
  await open(redis.url).set('a', 'acknowledged');
  process.kill(redis.pid() as number, 'SIGSTOP');
  const began = performance.now();
  await redis.stop();
  expect(performance.now() - began).toBeLessThan(8_000);
  expect(await open((await start()).url).get('a')).toBe('acknowledged');
});

test('a second instance on one data directory is refused with the process named', async () => {
  await start();
  await expect(start()).rejects.toThrow(new RegExp(`in use by process ${process.pid}`));
});

test('the lock of a dead process is taken over, also when its number lives on as another program', () => {
  mkdirSync(join(data, 'redis'));
  writeFileSync(join(data, 'redis', 'lock'), `${process.pid} 1`);
  const held = claim(data);
  expect(readFileSync(join(data, 'redis', 'lock'), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
  held.release();
  expect(existsSync(join(data, 'redis', 'lock'))).toBe(false);
});

test('it ends with its launcher, also when that is killed, and keeps what it holds', async () => {
  const script = `
    import { startEmbedded } from './stream/redis/embedded.ts';
    const redis = await startEmbedded({ data: ${JSON.stringify(data)}, durability: 'safe', install: false, say() {} });
    console.log(redis.pid());
    setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = Number(await new Promise((resolve) => launcher.stdout.once('data', resolve)));
  await open(`unix://${data}/redis/redis.sock`).set('a', 'kept');
  expect(alive(pid)).toBe(true);
  launcher.kill('SIGKILL');
  await expect.poll(() => alive(pid)).toBe(false);
  expect(await open((await start()).url).get('a')).toBe('kept');
});

test('one that is left over all the same is ended cleanly before another starts', async () => {
  const directory = join(data, 'redis');
  mkdirSync(directory);
  const [socket, pidfile] = [join(directory, 'redis.sock'), join(directory, 'redis.pid')];
  const lines = ['--port', '0', '--unixsocket', socket, '--pidfile', pidfile, '--dir', directory];
  spawnSync('redis-server', [...lines, '--daemonize', 'yes', '--appendonly', 'yes']);
  await expect.poll(() => existsSync(socket) && existsSync(pidfile)).toBe(true);
  const orphan = Number(readFileSync(pidfile, 'utf8'));
  await open(`unix://${socket}`).set('a', 'kept');
  const redis = await start();
  expect(alive(orphan)).toBe(false);
  expect(said.join(' ')).toContain(`process ${orphan}`);
  expect(await open(redis.url).get('a')).toBe('kept');
});

test('a path too long for a socket gets one in the temporary directory', async () => {
  const redis = await start(join(data, 'x'.repeat(120)));
  expect(Buffer.byteLength(redis.url)).toBeLessThan(110);
  expect(await open(redis.url).ping()).toBe('PONG');
});

test('a data directory that cannot be written is refused by name', async () => {
  const file = join(data, 'file');
  writeFileSync(file, '');
  chmodSync(file, 0o400);
  await expect(start(file)).rejects.toThrow(new RegExp(`TIDEWALL_DATA ${file} cannot be written`));
});

test('one under a parent that the system denies is refused, too, instead of being made for ever', () => {
  const script = "import('./stream/redis/claim.ts').then(({ claim }) => claim('/proc/nowhere'))";
  const { stderr } = spawnSync(process.execPath, ['--import', 'tsx', '-e', script], { timeout: 20_000 });
  expect(String(stderr)).toContain('TIDEWALL_DATA /proc/nowhere cannot be written');
});

test('without redis-server, and nobody allowed to install it, the one command is printed', async () => {
  const missing = findRedis({ install: false, say: () => {}, path: data });
  await expect(missing).rejects.toThrow(/redis-server was not found\. Run: /);
});
