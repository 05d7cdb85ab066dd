import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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

/** Loads `part-01234567.cjs` with this text, as a process of role `role` would. */
function load(text: string, role = 'server'): unknown {
  loader._compile = compile;
  useCodeCache(role, 0);
  const file = join(directory, 'part-01234567.cjs');
  writeFileSync(file, text);
  const require = createRequire(file);
  delete require.cache[file];
  return require(file);
}
const kept = (role = 'server') => readFileSync(join(directory, `part-01234567.cjs.${role}`));
const text = `const { basename } = require('node:path');
exports.name = basename(__filename); exports.sum = (a, b) => a + b; exports.dynamic = () => import('node:os');`;

test('code of an earlier run is kept by role, and the same module comes of it', async () => {
  for (const role of ['server', 'aggregator']) {
    const first = load(text, role) as { name: string; sum: (a: number, b: number) => number };
    expect([first.name, first.sum(2, 3)]).toEqual(['part-01234567.cjs', 5]);
    await vi.waitFor(() => expect(kept(role).length).toBeGreaterThan(100));
  }
  const before = kept();
  const again = load(text) as { sum: (a: number, b: number) => number; dynamic: () => Promise<object> };
  expect([again.sum(40, 2), Object.keys(await again.dynamic()).includes('hostname')]).toEqual([42, true]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(kept().equals(before)).toBe(true);
  expect(readdirSync(directory)).toHaveLength(3);
});

test('code of another text, and what is no code, is passed over and replaced', async () => {
  load(text);
  await vi.waitFor(() => kept());
  const good = kept();
  const bad = [good, Buffer.alloc(0), Buffer.from('no code'), good.subarray(0, 200), Buffer.alloc(4_000)];
  for (const [number, bytes] of bad.entries()) {
    // Another text each time: what it has compiled already V8 would not read again.
    writeFileSync(join(directory, 'part-01234567.cjs.server'), bytes);
    const other = load(`${text}\nexports.sum = () => 'another ${number}';`) as { sum: () => unknown };
    expect(other.sum()).toBe(`another ${number}`);
    await vi.waitFor(() => expect(kept().equals(bytes)).toBe(false));
  }
});
