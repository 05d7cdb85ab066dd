import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ticksOf } from '../../../screen/editor/ticks.ts';
import { boxToScreen, fitted, nextStop, toCanvas, toScreen, zoomedAt } from '../../../screen/editor/viewport.ts';
import { whole } from '../../support/layouts.ts';
import { seeded } from '../../support/seed.ts';

const room = { width: 912, height: 736 };
const points = fc.record({ x: whole(0, 900), y: whole(0, 700) });

describe('the viewport', () => {
  test('fits the whole canvas into the middle of the room', () => {
    const view = fitted({ x: 0, y: 0, width: 1920, height: 1080 }, room, { x: 24, y: 76 });
    expect(view.zoom).toBeCloseTo(0.45, 2);
    const shown = boxToScreen(view, { x: 0, y: 0, width: 1920, height: 1080 });
    expect(shown.x + shown.width / 2).toBeCloseTo(456);
    expect(shown.y + shown.height / 2).toBeCloseTo(368);
  });

  test('zooms around the pointer: what lies under it stays there', () => {
    fc.assert(
      fc.property(points, fc.double({ min: 0.01, max: 20, noNaN: true }), (at, zoom) => {
        const view = { zoom: 0.45, x: 24, y: 100 };
        const held = toCanvas(view, at);
        const after = toScreen(zoomedAt(view, at, zoom), held);
        expect(after.x).toBeCloseTo(at.x, 6);
        expect(after.y).toBeCloseTo(at.y, 6);
        expect(zoomedAt(view, at, zoom).zoom).toBeLessThanOrEqual(8);
      }),
      seeded(200),
    );
  }, 30_000);

  test('steps to the next stop, and stays at the last one', () => {
    expect(nextStop(0.45, true)).toBe(0.5);
    expect(nextStop(0.45, false)).toBe(0.33);
    expect(nextStop(8, true)).toBe(8);
  });
});

test('the numbers of a ruler stand at least 72 px apart, at round places of the canvas', () => {
  for (const zoom of [0.03, 0.1, 0.45, 1, 3, 8]) {
    const ticks = ticksOf(30, zoom, 900);
    const numbers = ticks.filter(({ words }) => words !== undefined);
    for (const { at, words } of numbers) expect(Math.abs(Number(words) * zoom + 30 - at)).toBeLessThanOrEqual(0.5);
    numbers.slice(1).forEach(({ at }, index) => {
      expect(at - (numbers[index]?.at ?? 0)).toBeGreaterThanOrEqual(71);
    });
  }
});
