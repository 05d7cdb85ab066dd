import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REFUSED_NAMES } from '../../../stream/contract/names.ts';
import { readRegion } from '../../../stream/contract/regions.ts';
import { nameFault, textFault, trimTitle } from '../../../stream/contract/text.ts';
import { seeded } from '../../support/seed.ts';

test('names have at most 128 bytes of UTF-8', () => {
  expect(nameFault('x'.repeat(128))).toBeUndefined();
  expect(nameFault('x'.repeat(129))).toBe('long');
  expect(nameFault('语'.repeat(42))).toBeUndefined();
  expect(nameFault('语'.repeat(43))).toBe('long');
  expect(nameFault('😀'.repeat(32))).toBeUndefined();
  expect(nameFault('😀'.repeat(33))).toBe('long');
});

test('reserved names, control characters and half pairs are refused', () => {
  for (const name of REFUSED_NAMES) expect(nameFault(name), name).toBe('refused');
  for (const name of ['a\u0000', '\t', '\u007f', '\u0085', '\ud83d', '\ude00', 'x\ud83dy'])
    expect(nameFault(name)).toBe('control');
  for (const name of ['Unknown', 'a b', 'é', '旗舰店', 'toString', '..']) expect(nameFault(name), name).toBeUndefined();
});

test('the measure of bytes is that of the encoder', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 140 }), (text) => {
      const fault = textFault(text);
      if (fault !== 'control') expect(fault === 'long').toBe(new TextEncoder().encode(text).length > 128);
    }),
    seeded(1_000),
  );
});

test('a title is cut between characters and cleaned, never refused', () => {
  expect(trimTitle('A shoe')).toBe('A shoe');
  expect(trimTitle('unknown')).toBe('unknown');
  expect(trimTitle(`a\u0000b\ud83d`)).toBe('ab');
  expect(trimTitle('语'.repeat(60))).toBe('语'.repeat(42));
  expect(trimTitle('x'.repeat(1 << 20))).toBe('x'.repeat(128));
});

test('regions are ISO codes, and three are read as parts of China', () => {
  expect(['CN-GD', 'GB', 'US-CA', 'HK', 'MO', 'TW', 'XK'].map(readRegion)).toEqual([
    'CN-GD',
    'GB',
    'US-CA',
    'CN-HK',
    'CN-MO',
    'CN-TW',
    'XK',
  ]);
  for (const text of ['', 'UK', 'cn-gd', 'CN-XX', 'CN-', 'CHN', 'ZZ', 'ZZ-1', 'United Kingdom'])
    expect(readRegion(text), text).toBeUndefined();
});
