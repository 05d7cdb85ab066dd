import { expect, test } from 'vitest';
import { AHEAD_MS, arrive, due, PAUSE_MS, pause, start, target } from '../../../screen/wall/carousel.ts';
import { wishOf } from '../../../screen/wall/keys.ts';

test('the next page is made ahead, shown when its time has come, and after the last comes the first', () => {
  const first = start(2, 30, 0);
  expect(due(first, 30, 30_000 - AHEAD_MS - 1, false)).toEqual({ carousel: first });
  expect(due(first, 30, 30_000 - AHEAD_MS, false)).toEqual({ carousel: first, prepare: 1 });
  expect(due(first, 30, 30_000, false)).toEqual({ carousel: first, show: 1 });
  const second = arrive(first, 1, 20, 30_100);
  expect(second).toMatchObject({ page: 1, turnsAt: 50_100 });
  expect(target(second, 'next')).toBe(0);
});

test('one page never turns', () => {
  expect(due(start(1, 30, 0), 30, 1e9, false)).toEqual({ carousel: start(1, 30, 0) });
});

test('a pause ends by itself, and by the same key', () => {
  const paused = pause(start(2, 30, 0), 30, 1_000);
  expect(due(paused, 30, 1_000 + PAUSE_MS - 1, false).carousel.turnsAt).toBeUndefined();
  expect(due(paused, 30, 1_000 + PAUSE_MS, false).carousel.turnsAt).toBe(1_000 + PAUSE_MS + 30_000);
  expect(pause(paused, 30, 5_000)).toMatchObject({ pausedUntil: undefined, turnsAt: 35_000 });
  expect(arrive(paused, 1, 30, 2_000).turnsAt).toBeUndefined();
});

test('a page that somebody filtered waits for them', () => {
  expect(due(start(2, 30, 0), 30, 30_000, true)).not.toHaveProperty('show');
});

test("keys: arrows, digits, space, f, e, Escape; with Ctrl they are the browser's", () => {
  const key = (name: string, ctrlKey = false) => wishOf({ key: name, ctrlKey, altKey: false, metaKey: false });
  expect(['ArrowRight', 'ArrowLeft', '3', ' ', 'f', 'e', 'E', 'Escape'].map((name) => key(name))).toEqual([
    { kind: 'turn', turn: 'next' },
    { kind: 'turn', turn: 'previous' },
    { kind: 'turn', turn: { page: 2 } },
    { kind: 'pause' },
    { kind: 'full' },
    { kind: 'exact', back: false },
    { kind: 'exact', back: true },
    { kind: 'back' },
  ]);
  expect([key('f', true), key('x')]).toEqual([undefined, undefined]);
  expect(target(start(2, 30, 0), { page: 8 })).toBeUndefined();
});
