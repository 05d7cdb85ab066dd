import { describe, expect, test } from 'vitest';
import { View } from '../../../screen/wire/view.ts';
import type { Beat, Readings } from '../../../stream/contract/live.ts';

const t0 = 1_800_000_000_000;
const reading = (gmv: number) => ({
  from: t0 - 60_000,
  to: t0 + 1_000,
  asOf: t0,
  partial: false,
  groups: { '': { values: { gmv } } },
});
const beat = (seq: number, more: Partial<Beat> = {}): Beat => ({
  view: 'v',
  epoch: 'e',
  seq,
  at: t0 + seq * 100,
  asOf: t0 + seq * 100,
  ...more,
});

function open() {
  const view = new View({ queries: [{ metrics: ['gmv'], window: '1m' }], every: 100 }, 0);
  const told: Readings[] = [];
  view.listeners.add((readings) => told.push(readings));
  view.replace({ ...beat(0), readings: { '0': reading(1), '1': reading(7) } }, 1);
  return { view, told };
}
const gmv = (readings: Readings | undefined, index: string) => {
  const answer = readings?.[index];
  return answer && 'groups' in answer ? answer.groups['']?.values.gmv : undefined;
};

describe('a view', () => {
  test('applies frames in order, and what they do not touch keeps its identity', () => {
    const { view, told } = open();
    expect(view.frame({ ...beat(1), patch: { '0': { groups: { '': { values: { gmv: 2 } } } } } }, 2)).toBe(true);
    expect(told.length).toBe(2);
    expect(gmv(told[1], '0')).toBe(2);
    expect(told[1]?.['1']).toBe(told[0]?.['1']);
    expect(told[1]?.['0']).not.toBe(told[0]?.['0']);
  });

  test('puts asOf, and the end of a window that ends now, forward with frames and beats', () => {
    const { view } = open();
    view.hear(beat(0, { at: t0 + 2_500, asOf: t0 + 2_400 }), 2);
    const answer = view.readings?.['0'];
    expect(answer && 'groups' in answer && [answer.asOf, answer.to]).toEqual([t0 + 2_400, t0 + 3_000]);
  });

  test('passes over a frame from before its answer', () => {
    const { view } = open();
    view.replace({ ...beat(5), readings: { '0': reading(50) } }, 2);
    expect(view.frame({ ...beat(4), patch: { '0': { groups: { '': { values: { gmv: 4 } } } } } }, 3)).toBe(true);
    expect(gmv(view.readings, '0')).toBe(50);
  });

  test.each([
    ['a frame too many', (view: View) => view.frame({ ...beat(2), patch: {} }, 3)],
    ['another epoch', (view: View) => view.frame({ ...beat(1, { epoch: 'f' }), patch: {} }, 3)],
    ['a beat of another seq', (view: View) => view.hear(beat(1), 3)],
    ['a beat of another epoch', (view: View) => view.hear(beat(0, { epoch: 'f' }), 3)],
  ])('finds a gap: %s', (_, message) => {
    const { view } = open();
    expect(message(view)).toBe(false);
    expect(view.gapSince).toBe(3);
    expect(gmv(view.readings, '0')).toBe(1);
    expect(view.frame({ ...beat(1), patch: { '0': null } }, 4)).toBe(true);
    expect(gmv(view.readings, '0')).toBe(1);
    view.replace({ ...beat(9), readings: { '0': reading(9) } }, 5);
    expect([view.gapSince, gmv(view.readings, '0')]).toEqual([undefined, 9]);
  });

  test('loses an answer that the patch removes', () => {
    const { view, told } = open();
    view.frame({ ...beat(1), patch: { '1': null } }, 2);
    expect(Object.keys(told.at(-1) ?? {})).toEqual(['0']);
  });
});
