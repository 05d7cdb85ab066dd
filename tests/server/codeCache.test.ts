import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useCodeCache } from '../../server/codeCache.ts';

const loader = Module.prototype as unknown as { _compile: unknown };
const compile = loader._compile;
let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tidewall-code-'));
});
afterEach(() => {
  loader._compile = compile;
  rmSync(directory, { recursive: true, force: true });
});

/** Loads `part-01234567.cjs` or another one with this text, as a process of role `role` would. */
function load(text: string, role = 'server', name = 'part-01234567.cjs'): unknown {
  loader._compile = compile;
  useCodeCache(role, 0);
  const file = join(directory, name);
  writeFileSync(file, text);
  const require = createRequire(file);
  delete require.cache[file];
  return require(file);
}
const kept = (role = 'server', name = 'part-01234567.cjs') => readFileSync(join(directory, `${name}.${role}`));
const text = `const { basename } = require('node:path');
exports.name = basename(__filename); exports.sum = (a, b) => a + b; exports.dynamic = () => import('node:os');`;

test('code of an earlier run is kept by role, and the same module comes of it', async () => {
  for (const role of ['server', 'aggregator']) {
    const first = load(text, role) as { name: string; sum: (a: number, b: number) => number };
    expect([first.name, first.sum(2, 3)]).toEqual(['part-01234567.cjs', 5]);
    await expect.poll(() => kept(role).length).toBeGreaterThan(100);
  }
  const before = kept();
  const again = load(text) as { sum: (a: number, b: number) => number; dynamic: () => Promise<object> };
  expect([again.sum(40, 2), Object.keys(await again.dynamic()).includes('hostname')]).toEqual([42, true]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(kept().equals(before)).toBe(true);
  expect(readdirSync(directory)).toHaveLength(3);
});

test('code of another text, and what is no code or was damaged, is passed over and replaced', async () => {
  load(text);
  await expect.poll(() => kept().length).toBeGreaterThan(100);
  const good = kept();
  const flipped = Buffer.from(good);
  flipped[good.length - 100] = (flipped[good.length - 100] as number) ^ 1;
  const cases: [string, Buffer, boolean][] = [
    [text, good, true],
    [`${text}\n`, good, false],
    [text.replace('a + b', 'b + a'), good, false],
    [text, Buffer.alloc(0), false],
    [text, Buffer.from('no code'), false],
    [text, good.subarray(0, 200), false],
    [text, Buffer.alloc(4_000), false],
    // What V8 itself would not notice: one bit of it, and a piece that the disk lost.
    [text, flipped, false],
    [text, Buffer.from(good).fill(0, good.length - 300, good.length - 50), false],
  ];
  for (const [number, [own, bytes, fits]] of cases.entries()) {
    // Another name each time: what it has compiled already V8 would not read again.
    const name = `part-9000000${number}.cjs`;
    writeFileSync(join(directory, `${name}.server`), bytes);
    expect((load(own, 'server', name) as { sum: (a: number, b: number) => number }).sum(40, 2)).toBe(42);
    if (fits) await new Promise((resolve) => setTimeout(resolve, 50));
    else await expect.poll(() => kept('server', name).equals(bytes)).toBe(false);
    expect([number, kept('server', name).equals(bytes)]).toEqual([number, fits]);
  }
});
