import type { Metric } from './define.ts';
import { BUYERS, EVERY, WHOLE_ORDERS } from './dimensions.ts';

/** What was paid, and what went back. */
export const settled: readonly Metric[] = [
  {
    id: 'gmv',
    names: { 'zh-CN': '成交额', en: 'GMV' },
    unit: 'money',
    sentence: { 'zh-CN': '付款时刻的实付金额，未扣退款。', en: 'Amount paid, at payment time, before refunds.' },
    exact: true,
    dimensions: EVERY,
    formula: { kind: 'sum', of: { gmv: 1 } },
  },
  {
    id: 'net_sales',
    names: { 'zh-CN': '净销售额', en: 'Net sales' },
    unit: 'money',
    sentence: { 'zh-CN': '成交额减去退款额。', en: 'GMV less the refund amount.' },
    exact: true,
    dimensions: EVERY,
    formula: { kind: 'sum', of: { gmv: 1, refund_amount: -1 } },
  },
  {
    id: 'paid_orders',
    names: { 'zh-CN': '支付订单数', en: 'Paid orders' },
    unit: 'count',
    sentence: {
      'zh-CN': '已付款的订单，计在其最早一次付款时。',
      en: 'Orders with a payment, counted once at their earliest payment.',
    },
    exact: true,
    dimensions: WHOLE_ORDERS,
    formula: { kind: 'sum', of: { paid_orders: 1 } },
  },
  {
    id: 'units',
    names: { 'zh-CN': '售出件数', en: 'Units sold' },
    unit: 'count',
    sentence: {
      'zh-CN': '已付款订单中的商品件数，计在其最早一次付款时。',
      en: 'Pieces on paid orders, counted once at the earliest payment.',
    },
    exact: true,
    dimensions: EVERY,
    formula: { kind: 'sum', of: { units: 1 } },
  },
  {
    id: 'buyers',
    names: { 'zh-CN': '买家数', en: 'Buyers' },
    unit: 'count',
    sentence: {
      'zh-CN': '付款的不同买家数（HyperLogLog 估算，标准误差 0.8%），只增不减。',
      en: 'Distinct buyers who paid, estimated (HyperLogLog, standard error 0.8 %), never taken back.',
    },
    exact: false,
    dimensions: BUYERS,
    formula: { kind: 'sketch' },
  },
  {
    id: 'refund_amount',
    names: { 'zh-CN': '退款额', en: 'Refund amount' },
    unit: 'money',
    sentence: {
      'zh-CN': '退款时刻的退款金额，不超过该订单已付金额。',
      en: 'Amount refunded, at the time of the refund, never more than the order was paid.',
    },
    exact: true,
    dimensions: EVERY,
    formula: { kind: 'sum', of: { refund_amount: 1 } },
  },
  {
    id: 'refunds',
    names: { 'zh-CN': '退款笔数', en: 'Refunds' },
    unit: 'count',
    sentence: {
      'zh-CN': '有金额可退的退款笔数，计在退款时。',
      en: 'Refunds that found something to refund, at their time.',
    },
    exact: true,
    dimensions: WHOLE_ORDERS,
    formula: { kind: 'sum', of: { refunds: 1 } },
  },
];

/** What was placed, cancelled and voided. */
export const placed: readonly Metric[] = [
  {
    id: 'order_amount',
    names: { 'zh-CN': '下单金额', en: 'Order amount' },
    unit: 'money',
    sentence: { 'zh-CN': '下单时刻的订单金额。', en: 'Amount of orders placed, at the time of placing.' },
    exact: true,
    dimensions: EVERY,
    formula: { kind: 'sum', of: { order_amount: 1 } },
  },
  {
    id: 'orders',
    names: { 'zh-CN': '下单数', en: 'Orders' },
    unit: 'count',
    sentence: { 'zh-CN': '所下的订单，计在下单时。', en: 'Orders placed, at the time of placing.' },
    exact: true,
    dimensions: WHOLE_ORDERS,
    formula: { kind: 'sum', of: { orders: 1 } },
  },
  {
    id: 'cancelled_orders',
    names: { 'zh-CN': '取消订单数', en: 'Cancelled orders' },
    unit: 'count',
    sentence: { 'zh-CN': '被取消的订单，计在取消时。', en: 'Orders cancelled, at the time of the cancellation.' },
    exact: true,
    dimensions: WHOLE_ORDERS,
    formula: { kind: 'sum', of: { cancelled_orders: 1 } },
  },
  {
    id: 'voided_orders',
    names: { 'zh-CN': '作废订单数', en: 'Voided orders' },
    unit: 'count',
    sentence: {
      'zh-CN': '作废的订单（测试、欺诈、误发），计在作废时；它们在别处一概不计。',
      en: 'Orders voided (a test, a fraud, a mistake), at the void; they count nowhere else.',
    },
    exact: true,
    dimensions: WHOLE_ORDERS,
    formula: { kind: 'sum', of: { voided_orders: 1 } },
  },
];
