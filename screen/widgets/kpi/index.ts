import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { firstMetric, metricName, say, thenMoment } from '../words.ts';

export const Options = z.strictObject({
  metric: z.string().max(64).optional().describe('Which metric of the query; the first one when absent.'),
  figures: z.int().min(3).max(12).default(5).describe('Digits that count in the short form.'),
  sparkline: z
    .boolean()
    .default(false)
    .describe('The way it came, below: needs `step` in the query and 36 px more than the usual height.'),
  exact: z.boolean().default(false).describe('Every digit instead of the short form.'),
  show: z
    .enum(['value', 'change'])
    .default('value')
    .describe('change: how far it is from the comparison, as the number.'),
  size: z.enum(['usual', 'large']).default('usual').describe('large: a page of a few numbers.'),
  line: z.enum(['below', 'beside']).default('below').describe('Where the comparison stands.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '指标', en: 'KPI' },
  options: Options,
  frame: 'label',
  sizes: { usual: { width: 288, height: 124 }, least: { width: 200, height: 124 } },
  every: 250,
  naming: ({ queries, locale }, options) => {
    const metric = options.metric ?? firstMetric(queries[0]);
    if (metric === undefined) return {};
    const then = thenMoment(queries[0], locale.language);
    if (options.show === 'change' && then) return { title: say(locale.language, `较${then}`, `vs ${then}`) };
    return { title: metricName(metric, locale.language) };
  },
  view: () => import('./View.vue'),
});
