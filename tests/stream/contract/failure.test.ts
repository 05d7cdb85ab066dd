import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FAILURES, Failure, type FailureCode } from '../../../stream/contract/failure.ts';
import { sources } from '../../house/tree.ts';

const codes = Object.keys(FAILURES) as FailureCode[];

/** Codes that somewhere are thrown without a sentence of their own; a variable stands for any code that is named there. */
function bare(): Set<FailureCode> {
  const found = new Set<string>(['memory', 'disk', 'timeout', 'headers', 'not_found', 'media_type']);
  for (const file of sources(['stream', 'server'], /\.ts$/))
    for (const [, code] of readFileSync(file, 'utf8').matchAll(
      /new Failure\(\s*'(\w+)'(?=\s*\)|,\s*undefined|, [^'`]*\? undefined)/g,
    ))
      if (code) found.add(code);
  return found as Set<FailureCode>;
}

describe('a failure', () => {
  test('tells in a sentence what happens and what helps, whichever it is', () => {
    const told = [...bare()].filter((code) => code !== 'frozen');
    expect(told).toEqual(expect.arrayContaining(['loading', 'store', 'origin', 'draining']));
    expect(told.filter((code) => new Failure(code).problem().detail === undefined)).toEqual([]);
  });

  test('says in whole sentences, and nothing twice', () => {
    for (const code of codes) {
      const [, title, detail] = FAILURES[code] as readonly [number, string, string?];
      for (const sentence of [title, ...(detail === undefined ? [] : [detail])])
        expect(sentence).toMatch(/^[A-Z][^\n]*[^.]\.$/);
      expect(detail).not.toBe(title);
    }
    expect(new Failure('body', FAILURES.body[1]).problem()).not.toHaveProperty('detail');
  });

  test('that passes says in how many whole seconds to try again, also in a part of a body', () => {
    const wait = { retryAfter: 1.2 };
    expect(new Failure('rate', 'Key a sends too fast.', wait).problem().detail).toBe(
      'Key a sends too fast. Try again in 2 s.',
    );
    const loading = new Failure('loading', undefined, wait);
    expect(loading.problem().detail).toMatch(/^The server has just started .* Try again in 2 s\.$/);
    expect(loading.under('queries.0').problem()).toMatchObject({ ...loading.problem(), path: 'queries.0' });
  });
});
