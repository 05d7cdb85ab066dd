import { expect, test } from 'vitest';
import { admit } from '../../../stream/entities/admit.ts';
import { Cardinality } from '../../../stream/entities/cardinality.ts';
import { letIn, NOW, SETTINGS } from '../../support/joined.ts';

const paid = { type: 'order.paid', id: 'e', at: NOW, order: 'o', amount: '1.00' };
const lines = (...skus: string[]) => skus.map((sku) => ({ sku, quantity: 1, amount: '1.00', category: `c-${sku}` }));

test('a shop name a million times new is refused beyond the cap and learned no more', () => {
  const cardinality = new Cardinality({ stores: 10 });
  let refused = 0;
  for (let shop = 0; shop < 1_000_000; shop += 1) {
    const event = { ...letInOnce, shop: `shop-${shop}` };
    if (cardinality.admit(event)) refused += 1;
  }
  expect(refused).toBe(999_990);
  expect(cardinality.size('stores')).toBe(10);
});
const letInOnce = letIn(paid);

test('the door says which field and how many are counted', () => {
  const cardinality = new Cardinality({ regions: 1 });
  const ask = (region: string) =>
    admit({ ...paid, region }, { settings: SETTINGS, source: 's', now: NOW, cardinality });
  expect(ask('GB').verdict).toBe('accepted');
  expect(ask('FR')).toMatchObject({
    code: 'cardinality',
    path: 'region',
    message: 'region: too many regions: at most 1 are counted, and this one is new',
  });
  expect(ask('GB').verdict).toBe('accepted');
});

test('an event that is refused teaches nothing', () => {
  const cardinality = new Cardinality({ skus: 2 });
  const event = letIn({ ...paid, shop: 'new', region: 'GB', tag: 't', lines: lines('A', 'B', 'C') });
  expect(cardinality.admit(event)).toMatchObject({ path: 'lines[2].sku' });
  for (const what of ['stores', 'regions', 'tags', 'skus', 'categories'] as const)
    expect(cardinality.size(what)).toBe(0);
  expect(cardinality.admit(letIn({ ...paid, lines: lines('A', 'B', 'A') }))).toBeUndefined();
  expect(cardinality.size('skus')).toBe(2);
});

test('one shop name on two channels is two stores', () => {
  const cardinality = new Cardinality({ stores: 2 });
  for (const channel of ['taobao', 'jd']) cardinality.admit(letIn({ ...paid, shop: 's', channel }));
  expect(cardinality.size('stores')).toBe(2);
  expect(cardinality.admit(letIn({ ...paid, shop: 's' }))).toMatchObject({ path: 'shop' });
});

test('a channel without a shop is counted, too', () => {
  const cardinality = new Cardinality({ channels: 2 });
  for (const channel of ['jd', 'tmall', 'jd']) expect(cardinality.admit(letIn({ ...paid, channel }))).toBeUndefined();
  expect(cardinality.admit(letIn({ ...paid, channel: 'web' }))).toMatchObject({ path: 'channel' });
  expect(cardinality.admit(letIn({ ...paid, channel: 'web', shop: 's' }))).toMatchObject({ path: 'channel' });
  expect(cardinality.size('stores')).toBe(0);
  expect(cardinality.admit(letIn({ ...paid, channel: 'jd', shop: 's' }))).toBeUndefined();
});

test('names that stand in the cells already are known', () => {
  const cardinality = new Cardinality({ stores: 1, tags: 1, channels: 1 });
  cardinality.seedStore('jd', 's');
  cardinality.seed('tags', 't');
  expect(cardinality.admit(letIn({ ...paid, channel: 'jd', shop: 's', tag: 't' }))).toBeUndefined();
  expect(cardinality.admit(letIn({ ...paid, channel: 'jd', shop: 'other' }))).toBeDefined();
});
