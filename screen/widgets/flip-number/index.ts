import { z } from 'zod';
import type { FactQuery, Query } from '../../../stream/contract/query.ts';
import { defineWidget } from '../define.ts';
import { option } from '../option.ts';
import { asCampaign } from '../rows.ts';
import { moment } from '../time.ts';
import { firstMetric, isQuery, metricName, say } from '../words.ts';

export const Options = z.strictObject({
  metric: option(z.string().max(64).optional(), {
    title: ['指标', 'Metric'],
    help: ['空着就是查询里的第一个', 'Which metric of the query; the first one when absent.'],
    holds: 'metric',
  }),
  form: option(z.enum(['tiles', 'plain']).default('tiles'), {
    title: ['样式', 'Form'],
    help: ['平面：没有翻牌，给只有几个数的页', 'plain: the short form, without tiles, for a page of a few numbers.'],
    choices: { tiles: ['翻牌', 'Tiles'], plain: ['平面', 'Plain'] },
  }),
  milestones: option(z.boolean().default(true), {
    title: ['里程碑', 'Milestones'],
    help: ['越过里程碑时翻牌反色五秒', 'Tiles invert for five seconds when a milestone is passed.'],
  }),
});
export type Options = z.output<typeof Options>;

/** The campaign whose milestones a number passes: only what is paid in a campaign does. */
function campaignOf(metric: string | undefined, { window }: Query): FactQuery | undefined {
  if (metric !== 'gmv' || typeof window !== 'string') return undefined;
  if (window === 'campaign') return { fact: 'campaign' };
  return window.startsWith('campaign:') ? { fact: 'campaign', id: window.slice('campaign:'.length) } : undefined;
}

export const widget = defineWidget({
  titles: { 'zh-CN': '翻牌数字', en: 'Flip number' },
  category: 'number',
  often: true,
  asks: { first: [{ metrics: ['gmv'], window: 'campaign' }], metrics: 1, by: 'no', step: 'no', compare: 'no' },
  options: Options,
  frame: 'bare',
  sizes: { usual: { width: 1224, height: 200 }, least: { width: 300, height: 200 } },
  every: 100,
  queries: (given, options) => {
    const [query] = given;
    const campaign = isQuery(query) ? campaignOf(options.metric ?? query.metrics[0], query) : undefined;
    return [...given.slice(0, 1), ...(options.milestones && campaign ? [campaign] : [])];
  },
  naming: ({ answers, queries, locale, today }, options) => {
    const { language, timezone } = locale;
    const [query] = queries;
    const metric = options.metric ?? firstMetric(query);
    const campaign = asCampaign(answers[1])?.campaign;
    const since = isQuery(query) && query.window === 'campaign' ? campaign?.start : undefined;
    const paid = metric === 'gmv' ? say(language, '支付口径', 'paid') : '';
    const from = since === undefined ? '' : moment(since, timezone, language, today);
    const start = from && say(language, `${from} 起累计`, `since ${from}`);
    return {
      title: metric === undefined ? '' : metricName(metric, language),
      note: [paid, start].filter(Boolean).join(' · '),
    };
  },
  narrowed: (options) => ({ ...options, milestones: false }),
  view: () => import('./View.vue'),
});
