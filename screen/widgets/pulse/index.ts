import { z } from 'zod';
import type { Watched } from '../../../stream/contract/query.ts';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { firstMetric, metricName, say } from '../words.ts';
import { spanWords } from './bars.ts';

export const Options = z.strictObject({
  seconds: option(z.int().min(60).max(900).default(60), {
    title: ['秒数', 'Seconds'],
    help: ['画几根柱，一秒一根', 'How many bars, one a second.'],
  }),
  form: option(z.enum(['panel', 'strip']).default('panel'), {
    title: ['样式', 'Form'],
    help: ['长条：数写在标题里，柱横过宽屏', 'strip: the number in the head, bars across a wide wall.'],
    choices: { panel: ['面板', 'Panel'], strip: ['长条', 'Strip'] },
  }),
  metric: option(z.string().max(64).optional(), {
    title: ['指标', 'Metric'],
    help: ['一个数量；空着就是查询里的第一个', 'A count; the first metric of the query when absent.'],
    holds: 'metric',
  }),
});
export type Options = z.output<typeof Options>;

const THEN: Watched = { metrics: ['paid_orders'], window: '5m', step: '1m', compare: 'yesterday' };

export const widget = defineWidget({
  titles: { 'zh-CN': '每秒脉搏', en: 'Pulse' },
  category: 'chart',
  often: true,
  asks: {
    first: [{ metrics: ['paid_orders'], window: '15m', step: '1s' }, THEN],
    metrics: 1,
    by: 'no',
    step: 'must',
    compare: 'no',
    beside: [
      {
        titles: { 'zh-CN': '对比线', en: 'Line of then' },
        first: THEN,
        follows: true,
        metrics: 1,
        by: 'no',
        step: 'must',
        compare: 'must',
      },
    ],
  },
  options: Options,
  frame: 'bare',
  sizes: { usual: { width: 600, height: 312 }, least: { width: 400, height: 240 } },
  every: 200,
  naming: ({ queries, locale }, options) => {
    const metric = options.metric ?? firstMetric(queries[0]);
    const name = metric === undefined ? '' : metricName(metric, locale.language);
    return {
      title: say(locale.language, `每秒${name}`, `${name} a second`),
      note: spanWords(options.seconds, locale.language),
    };
  },
  view: () => import('./View.vue'),
});
