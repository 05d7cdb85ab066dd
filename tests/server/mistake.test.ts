import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMistake } from '../../server/ingest/mistake.ts';
import { seeded } from '../support/seed.ts';

const parses = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the place of a mistake in JSON', () => {
  test.each([
    ['{"a":1,}', 7],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['"tab\there"', 4],
    ['"\\x"', 1],
    ['"\\u12G4"', 1],
    ['"\\u"', 1],
    ['"\\u12', 5],
    ['"\\u1234', 7],
    ['01', 1],
    ['nul', 0],
    ['[1,2', 4],
    ['"open', 5],
    ['{} {}', 3],
    ['', 0],
  ])('%j is at %i', (text, position) => expect(findMistake(text)).toBe(position));

  test('is found in a text as deep as a body can be', () => {
    expect(findMistake('['.repeat(4_000_000))).toBe(4_000_000);
  });

  test('is there exactly when the text does not parse', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '{', ':', '\\', '0', '\n', 'x'))
      .map(([json, at, sign]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + sign + json.slice(place + (at % 2));
      });
    fc.assert(
      fc.property(broken, (text) => (findMistake(text) === -1) === parses(text)),
      seeded(3_000),
    );
  });
});
