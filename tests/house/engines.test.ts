import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sources } from './tree.ts';

/** Newer than Chrome 87, and not added by `screen/public/engine.js`: at run time it would be one broken card, or a rule that is passed over. */
const NEWER =
  /structuredClone\(|\.findLastIndex\(|\.toReversed\(|\.toSpliced\(|\.groupBy\(|randomUUID\(|AbortSignal\.(timeout|any)\(|withResolvers|Array\.fromAsync|\.hasIndices|static \{|:where\(|:has\(|aspect-ratio:|@layer|@container|color-mix\(|accent-color:|\d(dvh|svh|lvh|cqw)\b/;
/** Syntax after ES5. */
const AFTER_ES5 = /=>|\b(let|const|class|async|await)\b|`|\.\.\.|\?\.|\?\?|\bof\b.*\)\s*\{|\*\*/;

describe('the oldest engine', () => {
  test('finds nothing on a wall that it lacks', () => {
    const files = sources(['screen', 'layouts', 'stream/contract', 'stream/metrics'], /\.(ts|vue|css)$/);
    const wall = files.filter((file) => !/^screen\/(admin|editor)/.test(file));
    expect(wall.length).toBeGreaterThan(50);
    expect(wall.filter((file) => NEWER.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  test('can read the script that says it is too old', () => {
    const script = readFileSync('screen/public/engine.js', 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(AFTER_ES5.exec(script)?.[0]).toBeUndefined();
    expect(AFTER_ES5.test('const a = () => 1')).toBe(true);
  });
});
