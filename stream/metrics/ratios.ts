import type { Metric } from './define.ts';
import { EVERY, WHOLE_ORDERS } from './dimensions.ts';

/** Computed from their parts when read, never stored, never averaged. */
export const ratios: readonly Metric[] = [
  {
    id: 'aov',
    names: { 'zh-CN': '客单价', en: 'Average order value' },
    unit: 'money',
    sentence: { 'zh-CN': '成交额 ÷ 支付订单数。', en: 'GMV ÷ paid orders.' },
    exact: true,
    dimensions: WHOLE_ORDERS,
    formula: { kind: 'ratio', of: { gmv: 1 }, over: { paid_orders: 1 } },
  },
  {
    id: 'payment_rate',
    names: { 'zh-CN': '支付率', en: 'Payment rate' },
    unit: 'ratio',
    sentence: {
      'zh-CN': '同一窗口内的支付订单数 ÷ 下单数，可能大于 1。',
      en: 'Paid orders ÷ orders of the same window; may exceed 1.',
    },
    exact: true,
    dimensions: WHOLE_ORDERS,
    formula: { kind: 'ratio', of: { paid_orders: 1 }, over: { orders: 1 } },
  },
  {
    id: 'refund_rate',
    names: { 'zh-CN': '退款率', en: 'Refund rate' },
    unit: 'ratio',
    sentence: { 'zh-CN': '退款额 ÷ 成交额。', en: 'Refund amount ÷ GMV.' },
    exact: true,
    dimensions: EVERY,
    formula: { kind: 'ratio', of: { refund_amount: 1 }, over: { gmv: 1 } },
  },
];

/** Only lines whose cost is known take part. */
export const profit: readonly Metric[] = [
  {
    id: 'gross_profit',
    names: { 'zh-CN': '毛利', en: 'Gross profit' },
    unit: 'money',
    sentence: {
      'zh-CN': '已知成本的商品行的成交额减去其成本，未扣退款。',
      en: 'GMV of lines whose cost is known, less their cost, before refunds.',
    },
    exact: true,
    dimensions: EVERY,
    formula: { kind: 'sum', of: { costed_gmv: 1, cost: -1 } },
  },
  {
    id: 'margin',
    names: { 'zh-CN': '毛利率', en: 'Margin' },
    unit: 'ratio',
    sentence: { 'zh-CN': '毛利 ÷ 同样这些商品行的成交额。', en: 'Gross profit ÷ GMV of the same lines.' },
    exact: true,
    dimensions: EVERY,
    formula: { kind: 'ratio', of: { costed_gmv: 1, cost: -1 }, over: { costed_gmv: 1 } },
  },
  {
    id: 'coverage',
    names: { 'zh-CN': '成本覆盖率', en: 'Cost coverage' },
    unit: 'ratio',
    sentence: {
      'zh-CN': '已知成本的商品行占成交额的份额。',
      en: 'Share of GMV that stands on lines whose cost is known.',
    },
    exact: true,
    dimensions: EVERY,
    formula: { kind: 'ratio', of: { costed_gmv: 1 }, over: { gmv: 1 } },
  },
];
