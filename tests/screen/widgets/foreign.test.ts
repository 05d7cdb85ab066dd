import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { WIDGETS } from '../../../screen/widgets/index.ts';

const FOREIGN = [
  'https://elsewhere.example/a.png',
  '//elsewhere.example/a.png',
  'javascript:alert(1)',
  'data:image/svg+xml,<svg/>',
  '/assets/../api/settings',
];
/** Options that name a picture, a film or a map. */
const PATH = /^(src|image|video|poster|picture|map|url|href|file|asset|source|texture)$/i;

const named = [...WIDGETS].flatMap(([type, { options }]) => {
  const { properties = {} } = z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).flatMap(([name, schema]) =>
    PATH.test(name) && typeof schema === 'object' && schema.type === 'string' && !schema.enum
      ? [{ type, name, options }]
      : [],
  );
});

describe('what a widget shows from a file', () => {
  test('is only ever one of our own assets', () => {
    expect(named.length).toBeGreaterThan(0);
    for (const { type, name, options } of named)
      for (const path of FOREIGN)
        expect([type, name, path, options.safeParse({ [name]: path }).success]).toEqual([type, name, path, false]);
  });
});
