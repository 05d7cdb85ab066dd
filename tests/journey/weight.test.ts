import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const BUILT = join(import.meta.dirname, '../../dist/screen');
interface Chunk {
  file: string;
  name?: string;
  src?: string;
  imports?: string[];
  dynamicImports?: string[];
}
const manifest = JSON.parse(readFileSync(join(BUILT, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;

/** The chunks that are loaded with these, and with `lazily` also those that may be loaded later. */
function loaded(from: readonly string[], lazily = false): string[] {
  const found = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the build`);
    if (found.has(key)) return;
    found.add(key);
    for (const next of [...(chunk.imports ?? []), ...(lazily ? (chunk.dynamicImports ?? []) : [])]) visit(next);
  };
  for (const key of from) visit(key);
  return [...found];
}
const weightOf = (keys: readonly string[]) =>
  keys
    .map((key) => manifest[key]?.file ?? '')
    .filter((file) => file.endsWith('.js'))
    .reduce((sum, file) => sum + gzipSync(readFileSync(join(BUILT, file))).length, 0);
const codeOf = (keys: readonly string[]) =>
  keys.map((key) => readFileSync(join(BUILT, manifest[key]?.file ?? ''), 'utf8'));

const EDITOR = ['admin.html', 'editor/EditorPage.vue'];
/** What the views of the usual widgets load: charts, but nothing in three dimensions. */
const CHARTS = Object.keys(manifest).filter(
  (key) => /ChartPlate/.test(manifest[key]?.file ?? '') && !key.endsWith('.css'),
);
const has = (keys: readonly string[], words: string) => codeOf(keys).some((code) => code.includes(words));

test('the editor weighs at most 700 KB with the charts of a wall; CodeMirror and three dimensions come when they are wanted', () => {
  expect(CHARTS.length).toBeGreaterThan(0);
  const first = loaded([...EDITOR, ...CHARTS]);
  expect(weightOf(first)).toBeLessThan(700_000);
  const later = loaded(EDITOR, true).filter((key) => !first.includes(key));
  for (const words of ['cm-content', 'grid3D']) {
    expect([words, has(first, words)]).toEqual([words, false]);
    expect([words, has(later, words)]).toEqual([words, true]);
  }
});

test('the pairing page is light, and loads nothing that only operators need', () => {
  const pairing = loaded(['tv.html'], true);
  expect(weightOf(pairing)).toBeLessThan(100_000);
  const wall = loaded(['wall.html'], true);
  const beside = pairing.filter((key) => !wall.includes(key)).map((key) => manifest[key]?.name);
  expect(beside.length).toBeLessThan(4);
  expect(beside.filter((name) => /admin|editor/i.test(name ?? ''))).toEqual([]);
  // Only a TV draws what a phone scans.
  expect([has(pairing, 'Data too long'), has(wall, 'Data too long')]).toEqual([true, false]);
});

test('a wall loads nothing of the editor, now or later', () => {
  const wall = loaded(['wall.html'], true);
  const only = loaded(EDITOR, true).filter((key) => !wall.includes(key));
  expect(only).toEqual(expect.arrayContaining(EDITOR));
  expect(wall.filter((key) => /editor|admin/i.test(key) || /EditorPage|admin/.test(manifest[key]?.file ?? ''))).toEqual(
    [],
  );
  // What only operators' pages are made of.
  for (const words of ['base-select-option', 'cm-content', 'data-query-panel']) {
    expect([words, has(wall, words)]).toEqual([words, false]);
    expect([words, has(only, words)]).toEqual([words, true]);
  }
});
