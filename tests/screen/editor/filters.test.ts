import { describe, expect, test } from 'vitest';
import { isLatest, withLatest } from '../../../screen/editor/latest.ts';
import { type Choice, filteredBy, filterOf, findChoices, valuesOf } from '../../../screen/editor/querying/filters.ts';

describe('the filters of several queries', () => {
  const asked = [
    { filter: { channel: ['tmall', 'jd'], shop: ['s1'] } },
    { filter: { channel: ['jd', 'tmall'] } },
    { filter: { channel: ['tmall', 'jd'], shop: ['s1'], region: ['CN-GD'] } },
  ];
  test('are all there, whichever query has them', () => {
    expect(filteredBy(asked)).toEqual(['channel', 'shop', 'region']);
    expect(filteredBy([{}, {}])).toEqual([]);
    expect(valuesOf(asked, 'shop')).toEqual(['s1']);
  });
  test('agree when they take the same values in whatever order, and differ when one takes everything', () => {
    expect(filterOf(asked, 'channel')).toEqual({ same: true, value: ['jd', 'tmall'] });
    expect(filterOf(asked, 'shop')).toEqual({ same: false });
    expect(filterOf(asked, 'tag')).toEqual({ same: true, value: [] });
  });
});

describe('what is asked of single orders', () => {
  test('loses a part that is taken away, and a filter without values', () => {
    const latest = { fact: 'orders' as const, atLeast: '100', top: 5, filter: { shop: ['s1'] } };
    expect(withLatest(latest, { atLeast: undefined, filter: { shop: [] } })).toEqual({ fact: 'orders', top: 5 });
    expect(withLatest(latest, { fact: 'refunds' })).toEqual({ ...latest, fact: 'refunds' });
  });
  test('is not a query, and no other fact', () => {
    expect([isLatest({ fact: 'refunds' }), isLatest({ fact: 'health' }), isLatest(undefined)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(isLatest({ metrics: ['gmv'], window: 'today' })).toBe(false);
  });
});

describe('what can be filtered by', () => {
  const dimensions: Choice[] = [
    { dimension: 'channel', label: '渠道' },
    { dimension: 'shop', label: '店铺' },
    { dimension: 'sku', label: '商品 · 不分商品', disabled: true },
  ];
  const occurring = new Map([
    ['shop' as const, [{ value: 'tm-1', label: '小天猫店' }]],
    ['channel' as const, [{ value: 'tmall', label: '天猫' }]],
    ['sku' as const, [{ value: 'cat', label: '天猫玩偶' }]],
  ]);
  const found = (wish: string) => findChoices(wish, dimensions, occurring).map(({ label }) => label);
  test('is a dimension, or at once a value that occurs, the one that is called so first', () => {
    expect(found('')).toEqual(['渠道', '店铺', '商品 · 不分商品']);
    expect(found('天猫')).toEqual(['天猫 · 渠道', '小天猫店 · 店铺']);
    expect(found('TMALL')).toEqual(['天猫 · 渠道']);
    expect(found('店')).toEqual(['店铺', '小天猫店 · 店铺']);
  });
  test('is nothing that does not occur', () => expect(found('地狱')).toEqual([]));
});
