import { expect, test } from 'vitest';
import { readSections, SectionWriter } from '../../../stream/engine/deltas.ts';

function read(bytes: Uint8Array): string[] {
  const seen: string[] = [];
  readSections(bytes, {
    cells: (key) => seen.push(`page ${key}`) > 0 && key !== 7,
    cell: (slot, measure, value) => seen.push(`${slot}.${measure}=${value}`),
    registers: (key) => seen.push(`sketch ${key}`) > 0,
    register: (register, value) => seen.push(`${register}:${value}`),
  });
  return seen;
}

test('sections of cells and registers are read as they were written; those not wanted are passed over', () => {
  const out = new SectionWriter(16);
  out.begin(0);
  out.row(0, 0b1000000000000101);
  for (const value of [-5, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER]) out.value(value);
  out.row(255, 1);
  out.value(0);
  out.begin(7);
  out.row(3, 2);
  out.value(1);
  out.registers(0, [16_383, 2], (register) => (register === 2 ? 51 : 1));
  out.begin(2 ** 53 - 1);
  for (let slot = 0; slot < 256; slot++) {
    out.row(slot, 4);
    out.value(slot * slot * slot - 1_000);
  }
  const bytes = out.take();
  expect(read(bytes).slice(0, 9)).toEqual([
    'page 0',
    '0.0=-5',
    '0.2=9007199254740991',
    '0.15=-9007199254740991',
    '255.0=0',
    'page 7',
    'sketch 0',
    '16383:1',
    '2:51',
  ]);
  const cubes = Array.from({ length: 256 }, (_, slot) => `${slot}.2=${slot * slot * slot - 1_000}`);
  expect(read(bytes).slice(9)).toEqual(['page 9007199254740991', ...cubes]);
  expect(out.take().length).toBe(0);
  expect(() => read(bytes.subarray(0, bytes.length - 1))).toThrow(RangeError);
});
