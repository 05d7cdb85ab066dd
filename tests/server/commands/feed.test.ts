import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFuture, offsetOf, readShift, readSpeed } from '../../../server/commands/feed/clock.ts';
import { recordsOf } from '../../../server/commands/feed/csv.ts';
import { shuffled } from '../../../server/commands/feed/order.ts';
import { linesOf } from '../../../server/commands/feed/text.ts';
import type { WireEvent } from '../../../server/sources/define.ts';
import { seeded } from '../../support/seed.ts';

const MINUTE = 60_000;

async function* cut(text: string, size: number): AsyncIterable<string> {
  for (let from = 0; from < text.length; from += size) yield text.slice(from, from + size);
}
async function gathered<T>(chunks: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const chunk of chunks) all.push(...chunk);
  return all;
}

describe('a CSV', () => {
  test('is read back as it was written, wherever its bytes are cut', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'ß', '"', ',', '\n', ' ', '中') });
    const records = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        records,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('\n', '\r\n'),
        async (written, size, end) => {
          const text = written
            .map((fields) => fields.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
            .join(end);
          const read = await gathered(recordsOf(cut(text, size)));
          expect(read).toEqual(written.map((fields, row) => ({ row, fields })));
        },
      ),
      seeded(200),
    );
  });

  test('gives plain fields as they stand', async () => {
    expect(await gathered(recordsOf(cut('a,b\nx,6" PLATE\n,\n', 3)))).toEqual([
      { row: 0, fields: ['a', 'b'] },
      { row: 1, fields: ['x', '6" PLATE'] },
      { row: 2, fields: ['', ''] },
    ]);
  });
});

describe('lines', () => {
  test('are the same wherever the text is cut, and a line without end is bounded', async () => {
    expect(await gathered(linesOf(cut('one\ntwo\n\nfour', 2)))).toEqual(['one', 'two', '', 'four']);
    const [long] = await gathered(linesOf(cut('x'.repeat(1_000), 10), 50));
    expect(long?.length).toBeLessThanOrEqual(60);
  });
});

describe('the clock of a replay', () => {
  const span = { first: Date.UTC(2011, 0, 1, 8, 26), last: Date.UTC(2011, 11, 9, 12, 50), events: 3 };
  const now = Date.UTC(2026, 10, 11, 3, 4, 55, 678);

  test('moves by whole minutes, so that the last event is in the minute before now', () => {
    const offset = offsetOf(readShift('end=now', now) ?? 'none', span);
    expect(offset % MINUTE).toBe(0);
    expect(now - (span.last + offset)).toBeGreaterThanOrEqual(0);
    expect(now - (span.last + offset)).toBeLessThan(MINUTE);
  });

  test('moves the first event to an instant that is named', () => {
    const shift = readShift('start=2026-11-11T00:00:00+08:00', now) ?? 'none';
    expect(new Date(span.first + offsetOf(shift, span)).toISOString()).toBe('2026-11-10T16:00:00.000Z');
    expect(offsetOf('none', span)).toBe(0);
  });

  test('understands only what the help says', () => {
    expect(['now', 'end', 'end=', 'end=soon', ''].map((text) => readShift(text, now))).toEqual(
      Array(5).fill(undefined),
    );
    expect(readShift('end=2026-11-11', now)).toBeUndefined();
    expect(readShift('end=2026-11-11T00:00:00', now)).toBeUndefined();
    expect(['1', '60', 'max'].map(readSpeed)).toEqual([1, 60, 'max']);
    expect(['0', '-1', '', '7', '0.5', '01', 'fast'].map(readSpeed)).toEqual(Array(7).fill(undefined));
  });

  test('refuses to send events before they happen', () => {
    const offset = offsetOf({ anchor: 'start', to: now }, span);
    expect(() => checkFuture(span, offset, 60, now)).toThrow(/would be sent \d+ minutes before it happens/);
    expect(() => checkFuture(span, offset, 1, now)).not.toThrow();
    expect(() => checkFuture(span, offsetOf({ anchor: 'end', to: now }, span), 'max', now)).not.toThrow();
  });
});

test('a shuffled feed is the same events in an order that the seed decides', async () => {
  const events = Array.from({ length: 500 }, (_, at): WireEvent => ({ type: 'order.paid', id: `${at}`, at }));
  const order = async (by: number) => {
    const ids: number[] = [];
    const source = async function* () {
      yield* events;
    };
    for await (const { at } of shuffled(source(), by)) ids.push(at);
    return ids;
  };
  const first = await order(1);
  expect(first).toEqual(await order(1));
  expect(first).not.toEqual(await order(2));
  expect(first.toSorted((a, b) => a - b)).toEqual(events.map(({ at }) => at));
});
