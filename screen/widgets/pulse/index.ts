import { z } from 'zod';
import { defineWidget } from '../define.ts';
import { firstMetric, metricName, say } from '../words.ts';
import { spanWords } from './bars.ts';

export const Options = z.strictObject({
  seconds: z.int().min(60).max(900).default(60).describe('How many bars, one a second.'),
  form: z.enum(['panel', 'strip']).default('panel').describe('strip: the number in the head, bars across a wide wall.'),
  metric: z.string().max(64).optional().describe('A count; the first metric of the query when absent.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '每秒脉搏', en: 'Pulse' },
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
