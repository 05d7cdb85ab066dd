import { describe, expect, test } from 'vitest';
import { estimate, REGISTERS, rankOf, registerOf } from '../../../stream/engine/estimate.ts';
import { Sketch } from '../../../stream/engine/sketch.ts';

/** Well mixed 32-bit numbers (SplitMix32). */
function mixer(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

function counted(buyers: number, seed: number): number {
  const [high, low] = [mixer(seed), mixer(seed * 7919 + 1)];
  const registers = new Uint8Array(REGISTERS);
  for (let buyer = 0; buyer < buyers; buyer++) {
    const hash = high();
    const [register, rank] = [registerOf(hash), rankOf(hash, low())];
    if (rank > (registers[register] as number)) registers[register] = rank;
  }
  return estimate(registers);
}

describe('the estimate of distinct buyers', () => {
  test('is 0 for none and exact for a handful', () => {
    expect([0, 1, 2, 5, 10].map((buyers) => counted(buyers, 1))).toEqual([0, 1, 2, 5, 10]);
  });

  test.each([100, 1_000, 5_000, 20_000, 40_000, 60_000, 150_000])('of %i has a standard error of 0.8 %%', (buyers) => {
    const trials = buyers > 50_000 ? 20 : 60;
    let squares = 0;
    let sum = 0;
    for (let trial = 1; trial <= trials; trial++) {
      const error = counted(buyers, trial * 104_729) / buyers - 1;
      squares += error * error;
      sum += error;
    }
    // The error of an error of so few trials is some 16 % itself.
    expect(Math.sqrt(squares / trials)).toBeLessThan(0.0081 * 1.4);
    expect(Math.abs(sum / trials)).toBeLessThan(0.004);
  });

  test('reads ranks of all 64 bits', () => {
    expect(rankOf(0, 0)).toBe(51);
    expect(rankOf(0x0003ffff, 0)).toBe(1);
    expect(rankOf(1, 0)).toBe(18);
    expect(rankOf(0, 0x80000000)).toBe(19);
    expect(rankOf(0, 1)).toBe(50);
    expect(registerOf(0xffffffff)).toBe(REGISTERS - 1);
  });
});

describe('a sketch', () => {
  test('is the same sparse and dense, saved and loaded', () => {
    for (const buyers of [0, 3, 12, 100, 1_500, 1_600, 30_000]) {
      const [high, low] = [mixer(buyers + 1), mixer(buyers + 2)];
      const sketch = new Sketch(0, 0);
      const plain = new Uint8Array(REGISTERS);
      for (let buyer = 0; buyer < buyers; buyer++) {
        const hash = high();
        const [register, rank] = [registerOf(hash), rankOf(hash, low())];
        expect(sketch.raise(register, rank)).toBe(rank > (plain[register] as number));
        plain[register] = Math.max(plain[register] as number, rank);
      }
      const loaded = new Sketch(0, 0);
      loaded.load(sketch.encode());
      for (const one of [sketch, loaded]) {
        const into = new Uint8Array(REGISTERS);
        one.mergeInto(into);
        expect(into).toEqual(plain);
      }
      expect(sketch.encode().length).toBeLessThanOrEqual(Math.min(buyers * 3, REGISTERS));
    }
  });
});
