import type { Metric } from './define.ts';
import { SKU_ONLY } from './dimensions.ts';

/** As of now: window, step and compare do not touch them. */
export const stock: readonly Metric[] = [
  {
    id: 'stock_on_hand',
    names: { 'zh-CN': '现有库存', en: 'Stock on hand' },
    unit: 'count',
    sentence: {
      'zh-CN': '每个 SKU 与仓库的最新盘点加上其后的变动。',
      en: 'Per SKU and warehouse the latest reading plus the moves after it, as of now.',
    },
    exact: true,
    dimensions: SKU_ONLY,
    formula: { kind: 'stock', of: 'on_hand' },
  },
  {
    id: 'stock_available',
    names: { 'zh-CN': '可售库存', en: 'Stock available' },
    unit: 'count',
    sentence: {
      'zh-CN': '现有库存减去该 SKU 最早一份现行盘点以来已付款订单的件数；没有盘点则未知。',
      en: "On hand less the units of paid orders since the SKU's oldest current reading; unknown without a reading.",
    },
    exact: true,
    dimensions: SKU_ONLY,
    formula: { kind: 'stock', of: 'available' },
  },
  {
    id: 'stock_cover_minutes',
    names: { 'zh-CN': '可售分钟数', en: 'Stock cover' },
    unit: 'minutes',
    sentence: {
      'zh-CN': '可售库存 ÷ 最近 15 分钟每分钟售出的件数；无销售则未知。',
      en: 'Available ÷ units sold a minute over the last 15 minutes; unknown when none sold.',
    },
    exact: true,
    dimensions: SKU_ONLY,
    formula: { kind: 'stock', of: 'cover' },
  },
];
