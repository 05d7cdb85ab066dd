import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { firstMetric, metricName, say, thenMoment } from '../words.ts';

export const Options = z.strictObject({
  metric: option(z.string().max(64).optional(), {
    title: ['指标', 'Metric'],
    help: ['空着就是查询里的第一个', 'Which metric of the query; the first one when absent.'],
    holds: 'metric',
  }),
  figures: option(z.int().min(3).max(12).default(5), {
    title: ['有效位数', 'Figures'],
    help: ['短写法保留几位', 'Digits that count in the short form.'],
    when: { exact: false },
  }),
  sparkline: option(z.boolean().default(false), {
    title: ['小趋势线', 'Sparkline'],
    help: [
      '画在下方；查询要有步长，高度要多 36',
      'The way it came, below: needs `step` in the query and 36 px more than the usual height.',
    ],
  }),
  exact: option(z.boolean().default(false), {
    title: ['每一位', 'Every digit'],
    help: ['写全，不用万、亿', 'Every digit instead of the short form.'],
  }),
  show: option(z.enum(['value', 'change']).default('value'), {
    title: ['写什么', 'Shows'],
    help: ['变化：把和对比的差当作数', 'change: how far it is from the comparison, as the number.'],
    choices: { value: ['数值', 'Value'], change: ['变化', 'Change'] },
  }),
  size: option(z.enum(['usual', 'large']).default('usual'), {
    title: ['大小', 'Size'],
    help: ['大：给只有几个数的页', 'large: a page of a few numbers.'],
    choices: { usual: ['常规', 'Usual'], large: ['大', 'Large'] },
  }),
  line: option(z.enum(['below', 'beside']).default('below'), {
    title: ['对比的位置', 'Comparison'],
    help: ['对比写在哪里', 'Where the comparison stands.'],
    choices: { below: ['下方', 'Below'], beside: ['旁边', 'Beside'] },
  }),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '指标卡', en: 'KPI' },
  category: 'number',
  often: true,
  asks: {
    first: [{ metrics: ['paid_orders'], window: 'campaign', compare: 'previous' }],
    metrics: 1,
    by: 'no',
    step: 'may',
    compare: 'may',
  },
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
