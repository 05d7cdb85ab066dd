import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { lifeOf, Silence } from '../../server/heartbeat.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
const node = (script: string) => {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  children.push(child);
  return child;
};

test('every look, once a second, misses one beat more, until one is heard', () => {
  const silence = new Silence(0);
  expect([1_000, 2_000, 3_100].map((now) => silence.look(now))).toEqual([1, 2, 3]);
  silence.heard();
  expect(silence.look(4_000)).toBe(1);
});

test('a look that is a little late misses one beat and not several: the machine is busy', () => {
  const silence = new Silence(0);
  expect([4_000, 8_000, 12_000].map((now) => silence.look(now))).toEqual([1, 2, 3]);
});

test('after a sleep of the machine nothing is missing yet', () => {
  const silence = new Silence(0);
  for (let now = 1_000; now <= 20_000; now += 1_000) silence.look(now);
  expect([3_620_000, 3_621_000].map((now) => silence.look(now))).toEqual([0, 1]);
});

test('a process whose event loop spins is killed, one that ends by itself is told by its status', async () => {
  const spinning = lifeOf(node('process.send("alive"); process.channel.unref(); for (;;);'), 2);
  const ending = lifeOf(node('setTimeout(() => process.exit(3), 100)'), 20);
  expect(await Promise.all([spinning, ending])).toEqual([{ code: 'SIGKILL', missed: 2 }, { code: 3 }]);
});

test('a program that is not there says so', async () => {
  const child = spawn('/nowhere/at-all', { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  expect((await lifeOf(child)).code).toContain('ENOENT');
});
