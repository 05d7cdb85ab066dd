import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sources } from './tree.ts';

const all = sources(['stream', 'server', 'screen', 'layouts', 'tests'], /\.(ts|vue|lua|css)$/);
const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length;

describe('manners', () => {
  test('no file is longer than 300 lines', () => {
    expect(all.filter((file) => lines(file) > 301)).toEqual([]);
  });

  test('nine files in ten are under 150 lines', () => {
    const product = sources();
    expect(product.filter((file) => lines(file) > 150).length / product.length).toBeLessThan(0.1);
  });

  test('there is no room for lines that do not know their room', () => {
    expect(
      all.filter((file) => /(^|\/)(utils?|helpers?|types|constants|shared|common|misc)(\/|\.ts$)/.test(file)),
    ).toEqual([]);
  });

  test('every Redis function has a head that says what it does, its keys, arguments and returns, and a twin beside it', () => {
    const scripts = all.filter((file) => file.endsWith('.lua'));
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) {
      const head = readFileSync(script, 'utf8').slice(0, 1500);
      for (const word of ['KEYS', 'ARGV', 'returns'])
        expect(`${script}: ${head.includes(word)}`).toBe(`${script}: true`);
      expect(existsSync(script.replace(/\.lua$/, '.ts'))).toBe(true);
    }
  });

  test('the lock file names no download host', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"/);
  });
});
