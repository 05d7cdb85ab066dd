import { expect, test } from 'vitest';
import { Writer } from '../../../stream/engine/bytes.ts';
import { Forgetting } from '../../../stream/engine/forgetting.ts';
import { Ledger } from '../../../stream/engine/ledger.ts';
import { SEGMENT } from '../../../stream/engine/table.ts';
import type { Kind } from '../../../stream/entities/define.ts';
import { NOW } from '../../support/joined.ts';

const DAY = 86_400_000;
const RETENTION = 2;

/** Entities that are nothing but the moment of their only fact. */
function rig() {
  let reads = 0;
  const kind = {
    read: (input: { varint(): number }) => {
      reads++;
      return input.varint();
    },
    newest: (at: number) => at,
    settle: (at: number, before: number) => (at < before ? undefined : at),
    write: (at: number, out: Writer) => out.varint(at),
  } as unknown as Kind<unknown, unknown>;
  const ledger = new Ledger();
  const forgetting = new Forgetting(ledger, RETENTION, () => kind);
  let forgotten = 0;
  const state = new Writer();
  let key = 0;
  return {
    ledger,
    add(at: number) {
      state.clear();
      state.varint(at);
      ledger.add(++key, key, key, 1, false, state);
    },
    step(logTime: number) {
      forgetting.step(logTime, () => forgotten++);
    },
    get reads() {
      return reads;
    },
    get forgotten() {
      return forgotten;
    },
  };
}

test('entities that came in while it looked on are not read through before the first of them can be due', () => {
  const its = rig();
  its.step(NOW);
  // The oldest that the door lets in, and the newest.
  for (let one = 0; one < SEGMENT; one++) its.add(NOW - RETENTION * DAY);
  for (let one = 0; one < SEGMENT; one++) its.add(NOW);
  for (let hour = 0; hour <= 24; hour++) its.step(NOW + (hour * DAY) / 24);
  expect(its.reads).toBe(0);
  for (let step = 0; step < 4; step++) its.step(NOW + DAY + 1);
  expect([its.forgotten, its.ledger.size]).toEqual([SEGMENT, SEGMENT]);
  for (let step = 0; step < 4; step++) its.step(NOW + 4 * DAY);
  expect(its.ledger.size).toBe(0);
});

test('of entities that were there before, nothing is taken for granted', () => {
  const its = rig();
  for (let one = 0; one < SEGMENT; one++) its.add(NOW - 9 * DAY);
  its.step(NOW);
  its.step(NOW);
  expect(its.forgotten).toBe(SEGMENT);
});
