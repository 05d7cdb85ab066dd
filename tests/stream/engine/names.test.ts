import { expect, test } from 'vitest';
import { NameTable, REST_NAME } from '../../../stream/engine/names.ts';

const bytesOf = (...bytes: number[]) => Uint8Array.from(bytes);

test('a name has one number, by its text and by its bytes, and is read back as it was', () => {
  const names = new NameTable();
  const texts = [
    '长'.repeat(2_000),
    '天猫',
    'tmall',
    '\ufefftmall',
    '👟',
    '',
    ...Array.from({ length: 3_000 }, (_, index) => `SKU-${index}`),
  ];
  const numbers = texts.map((text) => names.intern(text));
  expect(numbers).toEqual(texts.map((_, index) => index + 2));
  for (const [index, text] of texts.entries()) {
    const bytes = new TextEncoder().encode(`"${text}"`);
    expect(names.internBytes(bytes, 1, bytes.length - 1)).toBe(numbers[index]);
    expect(names.text(numbers[index] as number)).toBe(text);
    expect(names.find(text)).toBe(numbers[index]);
  }
  expect(names.size).toBe(texts.length + 2);
  expect(names.find('never said')).toBeUndefined();
  expect(names.since(2)).toEqual(texts);
  expect([names.text(0), names.text(REST_NAME), names.text(99_999)]).toEqual(['unknown', '…', 'unknown']);
});

test('spellings that are read as one text are one name, and what comes after keeps its bytes', () => {
  const names = new NameTable();
  const number = names.internBytes(bytesOf(0x61, 0xff), 0, 2);
  expect(names.internBytes(bytesOf(0x61, 0xfe), 0, 2)).toBe(number);
  expect(names.intern('a\ufffd')).toBe(number);
  expect(names.text(names.intern('next'))).toBe('next');
  expect(names.size).toBe(4);
});

test('names of another table are taken over once; a gap is refused', () => {
  const [from, to] = [new NameTable(), new NameTable()];
  for (const text of ['a', 'b', 'c']) from.intern(text);
  to.load(0, from.since(0));
  to.load(3, from.since(3));
  expect(to.since(0)).toEqual(from.since(0));
  expect(() => to.load(7, ['x'])).toThrow('names begin at 7, known are 5');
});
