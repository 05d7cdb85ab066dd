import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Layout, Placed } from '../../../layouts/document.ts';
import { readLayout } from '../../../layouts/document.ts';
import { narrow } from '../../../screen/wall/narrow.ts';
import { isBroken, prepare } from '../../../screen/wall/prepare.ts';
import { askedBy, variants } from '../../../screen/widgets/asks.ts';
import { WIDGETS } from '../../../screen/widgets/index.ts';
import { isAsked } from '../../../server/live/rights.ts';
import type { Dimension, Query, Watched } from '../../../stream/contract/query.ts';

const NOBODY_ASKS: Watched = { metrics: ['gross_margin'], by: 'tag', window: 'yesterday', top: 17 };
const layoutWith = (placed: Partial<Placed>, params = {}): Layout => ({
  schemaVersion: 1,
  id: 'own',
  title: { en: 'Own' },
  canvas: { width: 1920, height: 1080, fit: 'contain', theme: 'tide' },
  pages: [
    {
      id: 'main',
      params,
      widgets: [{ id: 'w', type: 'kpi', box: { x: 0, y: 0, width: 100, height: 100 }, ...placed }],
    },
  ],
});

describe.each([...WIDGETS])('a wall with %s', (type, widget) => {
  const first = widget.asks?.first ?? [];
  test('may ask what the widget asks, whatever its options say', () => {
    for (const given of [[], first.slice(0, 1), [...first]]) {
      const layout = layoutWith({ type, ...(given.length > 0 ? { queries: given } : {}) });
      for (const options of variants(widget)) {
        const layout = layoutWith({
          type,
          options,
          ...(given.length > 0 ? { queries: given } : {}),
        } as Partial<Placed>);
        for (const asked of askedBy(widget, given, options))
          expect([options, asked, isAsked(layout, asked)]).toEqual([options, asked, true]);
      }
      expect(isAsked(layout, NOBODY_ASKS)).toBe(false);
    }
  });
});

describe.each(readdirSync('layouts').filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json')))(
  'a wall of %s',
  (file) => {
    const read = readLayout(JSON.parse(readFileSync(`layouts/${file}`, 'utf8')));
    if (!('layout' in read)) throw new Error(`${file} is no layout`);
    const { layout } = read;
    const PICKS: Record<string, string> = { channel: 'tmall', shop: 'flagship', region: 'CN-GD', sku: 'S' };

    test('may ask everything that its widgets ask, also under every pick', () => {
      for (const { widgets, params = {} } of layout.pages) {
        const single = (Object.keys(params) as Dimension[]).map((name) => ({ [name]: PICKS[name] ?? 'x' }));
        const picks = [{}, ...single, Object.assign({}, ...single)];
        for (const placed of widgets.filter(({ hidden }) => !hidden)) {
          const prepared = prepare(placed, WIDGETS);
          if (isBroken(prepared)) throw new Error(`${placed.id} is broken`);
          for (const picked of picks)
            for (const asked of narrow(prepared, picked, params).queries)
              expect([placed.id, asked, isAsked(layout, asked)]).toEqual([placed.id, asked, true]);
        }
      }
    });

    test('may not ask what only another wall shows', () => {
      for (const asked of [NOBODY_ASKS, { fact: 'sources' }, { fact: 'layout', id: 'other' }] as Watched[])
        expect([asked, isAsked(layout, asked)]).toEqual([asked, false]);
    });
  },
);

describe('less than what stands on the wall may be asked, more may not', () => {
  const own: Query = {
    metrics: ['gmv'],
    by: 'channel',
    window: 'today',
    filter: { region: ['CN-GD', 'CN-BJ'] },
    compare: 'yesterday',
  };
  const layout = layoutWith({ query: own }, { channel: { drill: 'shop' } });
  const { compare: _, filter: __, ...bare } = own;
  test.each<[string, Watched, boolean]>([
    ['the same', own, true],
    ['without its comparison', { ...bare, filter: own.filter }, true],
    ['a part of its filter', { ...own, filter: { region: ['CN-GD'] } }, true],
    ['picked', { ...own, filter: { ...own.filter, channel: ['jd'] } }, true],
    ['picked and drilled', { ...own, by: 'shop', filter: { ...own.filter, channel: ['jd'] } }, true],
    ['drilled without a pick', { ...own, by: 'shop' }, false],
    ['without its filter', { ...bare }, false],
    ['more than its filter', { ...own, filter: { region: ['CN-GD', 'CN-SH'] } }, false],
    ['filtered by what cannot be picked', { ...own, filter: { ...own.filter, tag: ['x'] } }, false],
    ['another metric', { ...own, metrics: ['gmv', 'buyers'] }, false],
    ['another window', { ...own, window: 'yesterday' }, false],
    ['another comparison', { ...own, compare: 'last_week' }, false],
    ['more groups', { ...own, top: 1_000 }, false],
    ['a campaign', { fact: 'campaign' }, false],
  ])('%s', (_name, asked, allowed) => expect(isAsked(layout, asked)).toBe(allowed));

  test('what is hidden is asked for by nobody', () =>
    expect(isAsked(layoutWith({ query: own, hidden: true }), own)).toBe(false));
});
