import { z } from 'zod';
import { axisOf } from '../axis.ts';
import { defineWidget } from '../define.ts';
import { asCampaign, asReading } from '../rows.ts';
import { firstMetric, isQuery, metricName, say, unitOf } from '../words.ts';
import { curves, reach } from './curve.ts';

export const Options = z.strictObject({
  metric: z.string().max(64).optional().describe('Which metric of the query; the first one when absent.'),
  cumulative: z.boolean().default(false).describe('Adds up from the start of the window; for sums only.'),
  target: z.boolean().default(false).describe('The target of the campaign as a dotted line; with cumulative only.'),
  forecast: z.boolean().default(false).describe('Goes on from now in the shape of the baseline; with cumulative only.'),
});
export type Options = z.output<typeof Options>;

export const widget = defineWidget({
  titles: { 'zh-CN': '趋势', en: 'Trend' },
  options: Options,
  frame: 'rule',
  sizes: { usual: { width: 600, height: 244 }, least: { width: 288, height: 150 } },
  every: 1_000,
  queries: (given, options) => [...given.slice(0, 1), ...(options.target ? [{ fact: 'campaign' as const }] : [])],
  naming: ({ answers, queries, locale }, options) => {
    const [query] = queries;
    const metric = options.metric ?? firstMetric(query);
    if (metric === undefined) return {};
    const name = metricName(metric, locale.language);
    const title = options.cumulative ? say(locale.language, `累计${name}`, `${name}, cumulative`) : name;
    const reading = asReading(answers[0]);
    if (!reading || !isQuery(query)) return { title };
    const made = curves(reading, query, metric, options, asCampaign(answers[1])?.campaign);
    return { title, note: axisOf(reach(made), unitOf(metric), locale).unit };
  },
  narrowed: (options) => ({ ...options, target: false }),
  view: () => import('./View.vue'),
});
