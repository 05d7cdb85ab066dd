import { describe, expect, test } from 'vitest';
import type { Look } from '../soak/gauge.ts';
import { judge } from '../soak/scene.ts';
import { slope } from '../soak/slope.ts';

const look = (hour: number, more: Partial<Look> = {}) => ({
  ...{ hour, heapMb: 10, nodes: 900, listeners: 20, canvases: 1, contexts: 0 },
  ...{ frames: hour * 1_000, drawn: 0, busy: 0, passed: 0, ...more },
});
const limits = { heapKb: 64, nodes: 4, listeners: 0.5 };
const missed = (looks: ReturnType<typeof look>[], errors: string[] = []) =>
  Object.entries(judge({ step: 'hour', limits }, looks, errors).verdicts).flatMap(([name, { met }]) =>
    met ? [] : [name],
  );
const hours = Array.from({ length: 40 }, (_, hour) => hour);

describe('the soak', () => {
  test('knows a slope, whatever a few strange samples say', () => {
    const points = hours.map((x) => [x, 3 * x + (x % 10 === 4 ? 500 : 0)] as const);
    expect(slope(points)).toBeCloseTo(3, 5);
    expect([slope([]), slope([[1, 2]])]).toEqual([0, 0]);
  });

  test('lets a wall pass that only warms up and breathes', () => {
    expect(missed(hours.map((hour) => look(hour, { heapMb: Math.min(14, 8 + hour) + (hour % 3) * 0.4 })))).toEqual([]);
  });

  test('refuses one that leaks heap, nodes, listeners, canvases or contexts, or fails', () => {
    expect(missed(hours.map((hour) => look(hour, { heapMb: 10 + hour * 0.1 })))).toEqual(['heap, KB in an hour']);
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
