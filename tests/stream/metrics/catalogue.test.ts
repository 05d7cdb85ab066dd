import { describe, expect, test } from 'vitest';
import { MEASURES } from '../../../stream/entities/measures.ts';
import { findMetric, METRICS } from '../../../stream/metrics/catalogue.ts';
import { basesOf } from '../../../stream/metrics/define.ts';

describe('the catalogue', () => {
  test('names every metric of the contract once', () => {
    expect(METRICS.map(({ id }) => id).sort()).toEqual(
      [
        ...['gmv', 'order_amount', 'orders', 'paid_orders', 'units', 'refund_amount', 'refunds', 'cancelled_orders'],
        ...['voided_orders', 'net_sales', 'buyers', 'aov', 'payment_rate', 'refund_rate', 'gross_profit', 'margin'],
        ...['coverage', 'stock_on_hand', 'stock_available', 'stock_cover_minutes'],
      ].sort(),
    );
  });

  test('computes only from measures that are counted', () => {
    for (const { formula } of METRICS) for (const base of basesOf(formula)) expect(MEASURES).toContain(base);
  });

  test('gives counts of orders, refunds and buyers, and their ratios, no category and no SKU', () => {
    const lineless = METRICS.filter(({ dimensions }) => !dimensions.includes('sku')).map(({ id }) => id);
    expect(lineless.sort()).toEqual(
      ['aov', 'buyers', 'cancelled_orders', 'orders', 'paid_orders', 'payment_rate', 'refunds', 'voided_orders'].sort(),
    );
    for (const id of lineless) expect(findMetric(id)?.dimensions).not.toContain('category');
  });

  test('only buyers are estimated', () => {
    expect(METRICS.filter(({ exact }) => !exact).map(({ id }) => id)).toEqual(['buyers']);
  });

  test('says everything in both languages, in one sentence', () => {
    for (const { names, sentence } of METRICS) {
      expect(names['zh-CN']).toMatch(/\p{Script=Han}/u);
      expect(sentence['zh-CN']).toMatch(/。$/);
      expect(sentence.en).toMatch(/^[A-Z].*\.$/);
    }
  });
});
