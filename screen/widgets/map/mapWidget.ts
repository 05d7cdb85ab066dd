import type { Component } from 'vue';
import type { z } from 'zod';
import type { Words } from '../../../layouts/document.ts';
import { defineWidget } from '../define.ts';
import type { Kind } from './kinds.ts';
import { mapNaming } from './naming.ts';
import type { MapOptions } from './options.ts';

/** A widget that shows `kind` of map: a query with `by: region`, and for its rings a second one, the fact `orders`. */
export const mapWidget = <Options extends z.ZodType<MapOptions>>(
  kind: Kind,
  titles: Required<Words>,
  options: Options,
  view: () => Promise<{ default: Component }>,
) =>
  defineWidget({
    titles,
    category: 'map',
    asks: {
      first: [{ metrics: ['gmv'], by: 'region', window: 'campaign' }],
      metrics: 1,
      by: 'must',
      step: 'no',
      compare: 'no',
      beside: [
        {
          titles: { 'zh-CN': '新订单', en: 'New orders' },
          first: { fact: 'orders', top: 20 },
          metrics: 0,
          by: 'no',
          step: 'no',
          compare: 'no',
        },
      ],
    },
    options,
    frame: 'rule',
    sizes: { usual: { width: 600, height: 436 }, least: { width: 480, height: 340 } },
    every: 500,
    groups: ['region'],
    queries: (given) => given.slice(0, 2),
    naming: (props, chosen) => mapNaming(kind, props, chosen),
    view,
  });
