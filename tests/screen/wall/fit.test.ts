import { describe, expect, test } from 'vitest';
import { drift, fitCanvas } from '../../../screen/wall/fit.ts';

const canvas = { width: 1920, height: 1080 };

describe('the canvas on a screen', () => {
  test('of its own size stands as it is, in every mode', () => {
    for (const mode of ['contain', 'cover', 'width', 'height', 'stretch'] as const)
      expect(fitCanvas(canvas, canvas, mode)).toEqual({ scaleX: 1, scaleY: 1, x: 0, y: 0 });
  });

  test('contain shows all of it in the middle, cover leaves no bar', () => {
    const screen = { width: 1366, height: 1366 };
    expect(fitCanvas(canvas, screen, 'contain')).toMatchObject({
      scaleX: 1366 / 1920,
      x: 0,
      y: (1366 - (1080 * 1366) / 1920) / 2,
    });
    const cover = fitCanvas(canvas, screen, 'cover');
    expect(cover.scaleY).toBe(1366 / 1080);
    expect(cover.x).toBeLessThan(0);
  });

  test('width and height fill that side and begin at the edge when the other is too long', () => {
    expect(fitCanvas(canvas, { width: 3840, height: 1080 }, 'width')).toEqual({ scaleX: 2, scaleY: 2, x: 0, y: 0 });
    expect(fitCanvas(canvas, { width: 3840, height: 1080 }, 'height')).toEqual({ scaleX: 1, scaleY: 1, x: 960, y: 0 });
  });

  test('stretch fills both', () => {
    expect(fitCanvas(canvas, { width: 960, height: 1080 }, 'stretch')).toEqual({ scaleX: 0.5, scaleY: 1, x: 0, y: 0 });
  });
});

describe('drift', () => {
  test('stays within 2 px, stands for a minute, and moves by small steps', () => {
    const minutes = Array.from({ length: 60 }, (_, minute) => drift(minute * 60_000 + 59_999));
    for (const { x, y } of minutes) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(2);
    expect(new Set(minutes.map(({ x, y }) => `${x} ${y}`)).size).toBeGreaterThan(6);
    minutes.slice(1).forEach(({ x, y }, index) => {
      const before = minutes[index] ?? { x: 0, y: 0 };
      expect(Math.hypot(x - before.x, y - before.y)).toBeLessThanOrEqual(2);
    });
    expect(drift(0)).toEqual(drift(59_999));
  });
});
