import { expect, test } from 'vitest';
import type { Admitted } from '../../../stream/contract/admitted.ts';
import { Disk } from '../../support/disk.ts';
import { feed, newCore, orders, paid, sent } from '../../support/feed.ts';
import { NOW } from '../../support/joined.ts';
import { cellsOf } from '../../support/naive.ts';

const HUGE = 4_000_000_000_000_000;
const gmv = 'store day 2026-11-10T16:00:00.000Z gmv tmall·flagship';

test('an entity that would take a cell past 2^53 − 1 is set aside whole, and the partition goes on', () => {
  const core = newCore();
  const disk = new Disk();
  const log = (events: readonly Admitted[]) => {
    const { offset, body } = feed(core, events, NOW);
    disk.append(offset, body);
  };
  log([...orders(0, 2, { amount: HUGE })]);
  const before = cellsOf([core.image]);
  expect(before.get(gmv)).toBe(2 * HUGE);

  log([...orders(2, 1, { amount: HUGE })]);
  expect(cellsOf([core.image])).toEqual(before);
  expect(core.counters).toMatchObject({ events: 3, setAside: 1, duplicates: 0 });

  // Nothing of it counts from now on, whatever comes; all others do.
  log([sent({ type: 'order.cancelled', order: 'n2' }), paid('other')]);
  expect(cellsOf([core.image]).get(gmv)).toBe(2 * HUGE + 1_000);
  expect([...cellsOf([core.image]).keys()].filter((key) => key.includes('cancelled'))).toEqual([]);

  const saved = core.prepareCheckpoint(1 << 20);
  expect(saved.incidents).toMatchObject([{ code: 'set_aside', kind: 'order', label: 'n2' }]);
  disk.save(saved);
  const next = newCore();
  disk.recover(next, []);
  feed(next, [sent({ type: 'order.shipped', order: 'n2' }), sent({ type: 'order.voided', order: 'n2' })]);
  expect(cellsOf([next.image])).toEqual(cellsOf([core.image]));
});

test('an entity that is set aside later takes back what it had added', () => {
  const core = newCore();
  feed(core, [...orders(0, 2, { amount: HUGE })]);
  const both = cellsOf([core.image]);
  feed(core, [paid('late')]);
  const [balance] = orders(0, 1, { amount: HUGE }) as Iterable<Admitted>;
  feed(core, [{ ...(balance as Admitted), order: 'late', payment: 'balance' } as Admitted]);
  expect(cellsOf([core.image])).toEqual(both);
  expect(core.counters.setAside).toBe(1);
});
