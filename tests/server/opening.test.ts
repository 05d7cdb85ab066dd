import { afterEach, expect, test, vi } from 'vitest';
import { Opening, UNHEARD_MS } from '../../server/opening.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('numbers are shown once all partitions were heard, and from then on whatever happens', async () => {
  const replica = { heard: false, ready: Promise.resolve() };
  const opening = new Opening(replica);
  expect(opening.isOpen()).toBe(false);
  await replica.ready;
  expect(opening.isOpen()).toBe(false);
  replica.heard = true;
  expect(opening.isOpen()).toBe(true);
  replica.heard = false;
  expect(opening.isOpen()).toBe(true);
});

test('partitions that nobody counts are waited for, but not for ever', async () => {
  vi.useFakeTimers();
  const opening = new Opening({ heard: false, ready: Promise.resolve() });
  await Promise.resolve();
  vi.advanceTimersByTime(UNHEARD_MS - 1);
  expect(opening.isOpen()).toBe(false);
  vi.advanceTimersByTime(2);
  expect(opening.isOpen()).toBe(true);
});

test('what is not loaded is never shown', () => {
  vi.useFakeTimers();
  const opening = new Opening({ heard: true, ready: new Promise(() => {}) });
  vi.advanceTimersByTime(10 * UNHEARD_MS);
  expect(opening.isOpen()).toBe(false);
});
