import { expect, test } from 'vitest';
import { readSections, SectionWriter } from '../../../stream/engine/deltas.ts';

function read(bytes: Uint8Array): string[] {
  const seen: string[] = [];
  readSections(bytes, {
    cells: (key) => seen.push(`page ${key}`) > 0 && key !== 7,
    cell: (slot, value) => seen.push(`${slot}=${value}`),
    registers: (key) => seen.push(`sketch ${key}`) > 0,
    register: (register, value) => seen.push(`${register}:${value}`),
  });
  return seen;
}

test('sections of cells and registers are read as they were written; those not wanted are passed over', () => {
  const out = new SectionWriter(16);
  out.cells(0, Uint8Array.of(0, 255), Float64Array.of(-5, Number.MAX_SAFE_INTEGER), 2);
  out.cells(7, Uint8Array.of(3), Float64Array.of(1), 1);
  out.cells(9, Uint8Array.of(3), Float64Array.of(1), 0);
  out.registers(0, [16_383, 2], (register) => (register === 2 ? 51 : 1));
  out.cells(2 ** 53 - 1, Uint8Array.of(9), Float64Array.of(0), 1);
  const bytes = out.take();
  expect(read(bytes)).toEqual([
    'page 0',
    '0=-5',
    '255=9007199254740991',
    'page 7',
    'sketch 0',
    '16383:1',
    '2:51',
    'page 9007199254740991',
    '9=0',
  ]);
  expect(out.take().length).toBe(0);
  expect(() => read(bytes.subarray(0, bytes.length - 1))).toThrow(RangeError);
});
