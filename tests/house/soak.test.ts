import { describe, expect, test } from 'vitest';
import type { Look } from '../soak/gauge.ts';
import { weigh } from '../soak/heap.ts';
import { judge } from '../soak/scene.ts';
import { slope } from '../soak/slope.ts';

const look = (hour: number, more: Partial<Look> = {}) => ({
  ...{ hour, heapMb: 10, nativeMb: 6, codeMb: 5, nodes: 900, listeners: 20, canvases: 1, contexts: 0 },
  ...{ frames: hour * 1_000, drawn: 0, busy: 0, passed: 0, ...more },
});
const limits = { heapKb: 64, nativeKb: 64, nodes: 4, listeners: 0.5 };
const missed = (looks: ReturnType<typeof look>[], errors: string[] = []) =>
  Object.entries(judge({ step: 'hour', limits }, looks, errors).verdicts).flatMap(([name, { met }]) =>
    met ? [] : [name],
  );
const hours = Array.from({ length: 40 }, (_, hour) => hour);

describe('the soak', () => {
  test('knows a slope, whatever a few strange samples say', () => {
    const points = hours.map((x) => [x, 3 * x + (x % 10 === 4 ? 500 : 0)] as const);
    expect(slope(points).value).toBeCloseTo(3, 5);
    const nothing = { value: 0, low: 0, high: 0 };
    expect([slope([]), slope([[1, 2]])]).toEqual([nothing, nothing]);
  });

  test('says between what a slope lies: around 0 when points only scatter, beside it when they rise', () => {
    const scatter = hours.map((x) => [x, (x * 7_919) % 13] as const);
    const flat = slope(scatter);
    expect(flat.low).toBeLessThan(0);
    expect(flat.high).toBeGreaterThan(0);
    const rising = slope(scatter.map(([x, y]) => [x, y + x] as const));
    expect(rising.low).toBeGreaterThan(0);
    expect(rising.low).toBeLessThan(1);
    expect(rising.high).toBeGreaterThan(1);
  });

  test('lets a slope pass that may as well be none, and says what it could hide', () => {
    const few = [0, 1, 2, 3, 4, 5].map((hour) => look(hour, { nodes: 900 + ((hour * 7) % 5) * 20 }));
    const verdict = judge({ step: 'hour', limits }, few, []).verdicts['nodes in an hour'];
    expect(verdict).toMatchObject({ met: true, limit: 4 });
    expect(verdict?.low).toBeLessThanOrEqual(0);
    expect(verdict?.high).toBeGreaterThan(4);
  });

  test('counts what scripts keep alive apart from what the browser and its compiler made', () => {
    const kinds = ['object', 'code', 'string', 'object shape', 'native'];
    const meta = { node_fields: ['type', 'self_size'], node_types: [kinds] };
    const nodes = [0, 10, 1, 500, 2, 3, 3, 70, 0, 5, 4, 40];
    expect(weigh(JSON.stringify({ snapshot: { meta }, nodes }))).toEqual({ live: 18, native: 40, code: 570 });
  });

  test('lets a wall pass that only warms up and breathes', () => {
    expect(missed(hours.map((hour) => look(hour, { heapMb: Math.min(14, 8 + hour) + (hour % 3) * 0.4 })))).toEqual([]);
  });

  test('refuses one that leaks heap, nodes, listeners, canvases or contexts, or fails', () => {
    expect(missed(hours.map((hour) => look(hour, { heapMb: 10 + hour * 0.1 })))).toEqual(['heap, KB in an hour']);
    expect(missed(hours.map((hour) => look(hour, { nativeMb: 6 + hour * 0.1 })))).toEqual([
      "the browser's own, KB in an hour",
    ]);
    expect(missed(hours.map((hour) => look(hour, { nodes: 900 + hour * 5 })))).toEqual(['nodes in an hour']);
    expect(missed(hours.map((hour) => look(hour, { listeners: 20 + hour })))).toEqual(['listeners in an hour']);
    expect(missed(hours.map((hour) => look(hour, { canvases: hour > 30 ? 2 : 1 })))).toEqual(['canvases grown']);
    expect(missed(hours.map((hour) => look(hour, { contexts: hour > 30 ? 1 : 0 })))).toEqual(['WebGL contexts grown']);
    expect(
      missed(
        hours.map((hour) => look(hour)),
        ['it broke'],
      ),
    ).toEqual(['failed scripts']);
  });
});
