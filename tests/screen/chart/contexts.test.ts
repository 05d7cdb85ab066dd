import fc from 'fast-check';
import { expect, test } from 'vitest';
import { budgetOf, MOST_CONTEXTS } from '../../../screen/chart/contexts.ts';
import { seeded } from '../../support/seed.ts';

test('a budget never gives out more places than it has, and a place given back twice is one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 200 }),
      (most, acts) => {
        const budget = budgetOf(most);
        const held: (() => void)[] = [];
        const gone: (() => void)[] = [];
        for (const act of acts) {
          const place = act < 5 ? budget.claim() : undefined;
          if (act < 5) expect(place !== undefined).toBe(held.length < most);
          if (place) held.push(place);
          const back = act === 5 ? held.shift() : act === 6 ? held.pop() : undefined;
          back?.();
          if (back) gone.push(back);
          if (act === 7) for (const one of gone) one();
        }
      },
    ),
    seeded(100),
  );
});

test('a page asks for fewer contexts than a browser keeps', () => {
  expect(MOST_CONTEXTS).toBeLessThanOrEqual(8);
  const budget = budgetOf(MOST_CONTEXTS);
  const places = Array.from({ length: MOST_CONTEXTS + 1 }, () => budget.claim());
  expect(places.map((place) => place !== undefined)).toEqual([...Array(MOST_CONTEXTS).fill(true), false]);
  places[3]?.();
  expect(budget.claim()).toBeDefined();
});
