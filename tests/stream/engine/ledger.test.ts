import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Writer } from '../../../stream/engine/bytes.ts';
import { Ledger } from '../../../stream/engine/ledger.ts';
import { formatOffset } from '../../../stream/engine/offsets.ts';
import { SEGMENT } from '../../../stream/engine/table.ts';
import { seeded } from '../../support/seed.ts';

function stateOf(text: string): Writer {
  const out = new Writer();
  out.text(text);
  return out;
}
const key = (number: number) => [number * 4, Math.imul(number, 0x9e3779b1) >>> 0, number % 3] as const;
const add = (ledger: Ledger, number: number, text = `state ${number}`) =>
  ledger.add(...key(number), 1, false, stateOf(text));
const find = (ledger: Ledger, number: number) => {
  const entity = ledger.find(...key(number));
  return entity < 0 ? undefined : ledger.read(entity).text();
};
/** Saves everything that changed, as checkpoints do. */
function save(ledger: Ledger, disk: Map<number, Uint8Array>): void {
  ledger.coverage.drain(ledger.now, Number.POSITIVE_INFINITY, (segment) => {
    const bytes = ledger.encode(segment);
    if (bytes) disk.set(segment, bytes);
    else disk.delete(segment);
    return 0;
  });
}
function reload(disk: Map<number, Uint8Array>, tail: number): Ledger {
  const ledger = new Ledger();
  for (const [segment, bytes] of [...disk].reverse()) ledger.load(segment, bytes);
  ledger.loaded(tail);
  return ledger;
}

describe('the ledger', () => {
  test('does as a map does, through growth, removal, saving and loading', () => {
    const step = fc.record({
      number: fc.nat(300),
      text: fc.oneof(
        fc.string({ maxLength: 20 }),
        fc.integer({ min: 0, max: 3_000 }).map((length) => 'x'.repeat(length)),
      ),
      what: fc.constantFrom('put', 'put', 'put', 'remove', 'reload'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        let ledger = new Ledger();
        const map = new Map<number, string>();
        const disk = new Map<number, Uint8Array>();
        for (const { number, text, what } of steps) {
          const entity = ledger.find(...key(number));
          if (what === 'put') {
            map.set(number, text);
            if (entity < 0) add(ledger, number, text);
            else ledger.write(entity, 1, false, stateOf(text));
          } else if (what === 'remove') {
            map.delete(number);
            if (entity >= 0) ledger.remove(entity);
          } else {
            save(ledger, disk);
            ledger = reload(disk, ledger.tail);
          }
        }
        expect(ledger.size).toBe(map.size);
        for (let number = 0; number <= 300; number++) expect(find(ledger, number)).toBe(map.get(number));
      }),
      seeded(100),
    );
  });

  test('holds a hundred thousand entities, in segments of 4,096 in the order of first sight', () => {
    const ledger = new Ledger();
    const count = 100_000;
    let wrong = 0;
    for (let number = 0; number < count; number++) if (add(ledger, number) !== number) wrong++;
    for (let number = 0; number < count; number++) if (find(ledger, number) !== `state ${number}`) wrong++;
    expect(wrong).toBe(0);
    expect(find(ledger, count)).toBeUndefined();
    expect(ledger.segments).toBe(Math.ceil(count / SEGMENT));
    const disk = new Map<number, Uint8Array>();
    save(ledger, disk);
    const loaded = reload(disk, ledger.tail);
    expect(loaded.size).toBe(count);
    expect(add(loaded, count)).toBe(count);
    for (let number = 0; number < count; number++) if (find(loaded, number) !== `state ${number}`) wrong++;
    expect(wrong).toBe(0);
  });

  test('uses the room of the forgotten again', () => {
    const ledger = new Ledger();
    for (let number = 0; number < 3 * SEGMENT; number++) add(ledger, number);
    const before = ledger.bytes;
    for (let round = 1; round < 20; round++) {
      for (let number = 0; number < 3 * SEGMENT; number++) {
        ledger.remove(ledger.find(...key((round - 1) * 100_000 + number)));
        if (number % SEGMENT === SEGMENT - 1) save(ledger, new Map());
      }
      for (let number = 0; number < 3 * SEGMENT; number++) add(ledger, round * 100_000 + number);
    }
    expect(ledger.size).toBe(3 * SEGMENT);
    expect(ledger.segments).toBeLessThanOrEqual(4);
    expect(ledger.bytes).toBeLessThan(before * 1.3);
  });

  test('gathers the last of an old segment into the newest, and saves both at once', () => {
    const ledger = new Ledger();
    const disk = new Map<number, Uint8Array>();
    for (let number = 0; number < SEGMENT + 10; number++) add(ledger, number);
    for (let number = 3; number < SEGMENT; number++) ledger.remove(number);
    ledger.now = { ms: 5, seq: 0 };
    save(ledger, disk);
    ledger.gather(0);
    expect([0, 1, 2].map((number) => ledger.find(...key(number)) >>> 12)).toEqual([1, 1, 1]);
    // However small the budget is.
    const saved: number[] = [];
    ledger.coverage.drain(ledger.now, 1, (segment) => saved.push(segment));
    expect(saved.sort()).toEqual([0, 1]);
    expect(ledger.encode(0)).toBeUndefined();
    for (let number = 0; number < 13; number++)
      expect(find(ledger, number)).toBe(number < 3 || number > 10 ? find(ledger, number) : undefined);
    expect(find(ledger, 1)).toBe('state 1');
  });

  test('says how far back the log is needed: to the first change that is not saved', () => {
    const ledger = new Ledger();
    const disk = new Map<number, Uint8Array>();
    const at = (ms: number) => {
      ledger.now = { ms, seq: 0 };
      return ledger.now;
    };
    at(10);
    for (let number = 0; number < SEGMENT; number++) add(ledger, number);
    at(20);
    add(ledger, SEGMENT);
    expect(formatOffset(ledger.coverage.oldest(at(30)))).toBe('10-0');
    ledger.coverage.drain(ledger.now, 1, (segment) => (ledger.encode(segment) as Uint8Array).length);
    expect(formatOffset(ledger.coverage.oldest(ledger.now))).toBe('20-0');
    expect(formatOffset(ledger.coverage.covered(0))).toBe('30-0');
    save(ledger, disk);
    expect(formatOffset(ledger.coverage.oldest(at(40)))).toBe('40-0');
    ledger.write(5, 1, false, stateOf('new'));
    expect(formatOffset(ledger.coverage.oldest(at(50)))).toBe('40-0');
  });

  test('of an entity that stands in two saved segments the one saved later holds', () => {
    const ledger = new Ledger();
    add(ledger, 1, 'old');
    const old = ledger.encode(0) as Uint8Array;
    ledger.now = { ms: 9, seq: 9 };
    ledger.write(0, 1, false, stateOf('new'));
    const both = new Map([
      [0, ledger.encode(0) as Uint8Array],
      [3, old],
    ]);
    expect(find(reload(both, 3), 1)).toBe('new');
    expect(find(reload(new Map([...both].reverse()), 3), 1)).toBe('new');
  });
});
