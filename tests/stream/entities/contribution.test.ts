import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsOf } from '../../support/cells.ts';
import { deliveries, rawEvents } from '../../support/deliveries.ts';
import { digest, Joined, NOW } from '../../support/joined.ts';
import { amountsOf, stockOf } from '../../support/oracle.ts';
import { seeded } from '../../support/seed.ts';

const MINUTE = 60_000;
const terms = { digits: 2, digest };
const world = { moments: [NOW - 3 * MINUTE, NOW - 2 * MINUTE, NOW - MINUTE, NOW], orders: 4 };
const byMoment = (at: number) => at;

test('every cell is the naive sum, however often and in whatever order the events come', () => {
  const arrivals = rawEvents(world).chain((events) =>
    fc.tuple(fc.constant(events), deliveries(events), fc.integer({ min: 1, max: 9 })),
  );
  fc.assert(
    fc.property(arrivals, ([events, delivered, batch]) => {
      const sums = new Joined().deliver(delivered, batch).tallied();
      expect(cellsOf(sums.amounts, byMoment)).toEqual(cellsOf(amountsOf(events, terms), byMoment));
      expect(sums.stocks).toEqual(stockOf(events, terms));
    }),
    seeded(300),
  );
}, 60_000);

test('the parts of every payment and refund add up to it, and none is negative', () => {
  fc.assert(
    fc.property(rawEvents(world), (events) => {
      const { amounts } = new Joined().deliver(events).tallied();
      expect(amounts.filter(({ value }) => value < 0n)).toEqual([]);
      for (const measure of ['gmv', 'refund_amount', 'order_amount', 'units', 'cost', 'costed_gmv']) {
        const of = amounts.filter((amount) => amount.measure === measure);
        const sum = (some: typeof of) => some.reduce((total, { value }) => total + value, 0n);
        const parts = of.filter((amount) => amount.sku !== undefined);
        const wholes = of.filter((amount) => amount.sku === undefined);
        expect(sum(parts), measure).toBe(sum(wholes));
      }
    }),
    seeded(500),
  );
});
