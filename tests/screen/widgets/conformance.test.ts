// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mount } from '@vue/test-utils';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Component } from 'vue';
import { Placed } from '../../../layouts/document.ts';
import { type Field, fieldsOf, type Kind } from '../../../screen/editor/optionFields.ts';
import type { Locale } from '../../../screen/format.ts';
import type { Widget } from '../../../screen/widgets/define.ts';
import { CATEGORIES, HEADS } from '../../../screen/widgets/define.ts';
import { WIDGETS } from '../../../screen/widgets/index.ts';
import { PICTURES } from '../../../screen/widgets/pictures.ts';
import { type Query, Watched } from '../../../stream/contract/query.ts';
import type { Answer, Group } from '../../../stream/contract/reading.ts';
import { refuse } from '../../../stream/metrics/refuse.ts';

const now = Date.UTC(2026, 10, 10, 13, 12, 36);
const from = now - 4_356_000;
const TOKENS = readFileSync('screen/tokens.css', 'utf8');
const query: Watched = { metrics: ['gmv'], by: 'channel', window: 'campaign', step: '5m', compare: 'previous' };
const locales: Locale[] = [
  { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' },
  { language: 'en', currency: 'GBP', digits: 3, timezone: 'Europe/London' },
];

const group = (gmv: number): Group => ({
  values: { gmv, stock_cover_minutes: gmv, stock_available: gmv },
  baseline: { gmv: gmv / 2 },
  series: { gmv: { [from]: gmv } },
  baselineSeries: { gmv: { [from]: gmv / 2, [now]: gmv } },
});
/** What a query may be answered with: nothing, nothing in it, one group, many, below zero, as much as fits. */
const CASES: Record<string, Record<string, Group> | undefined> = {
  absent: undefined,
  empty: {},
  'without a value': { '': { values: {} } },
  one: { '': group(328_645_917_42), tmall: group(328_645_917_42) },
  many: {
    '': group(5_000),
    ...Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`c${index}`, group(index * 1_000)])),
  },
  negative: { '': group(-38_600_000), tmall: group(-38_600_000) },
  huge: { '': group(Number.MAX_SAFE_INTEGER), tmall: group(Number.MAX_SAFE_INTEGER) },
};

function answer(asked: Watched, groups: Record<string, Group> | undefined): Answer | undefined {
  if (!groups) return undefined;
  const filled = Object.keys(groups).length > 0;
  if ('metrics' in asked) return { from, to: now, asOf: now, partial: false, groups };
  if (asked.fact === 'health')
    return { rehearsal: false, ...(filled ? { drift: 7, lastEventAt: now, reconciledAt: now } : {}) };
  if (asked.fact !== 'campaign') {
    const row = {
      at: now,
      amount: Object.values(groups)[0]?.values.gmv ?? 0,
      channel: 'unknown',
      shop: 's',
      region: 'CN-GD',
    };
    return { rows: filled ? { a: row } : {} };
  }
  const campaign = {
    id: 'c',
    names: { en: 'Double 11' },
    start: from,
    end: now + 9_000_000,
    phases: [],
    milestones: [],
    target: 1e11,
  };
  return filled ? { campaign, passed: { 100: { at: now, elapsed: 5 } } } : { passed: {} };
}

/** What of a form cannot be drawn, or is not named in both languages. */
function mute(fields: readonly Field[], path = ''): string[] {
  return fields.flatMap((field) => {
    const at = `${path}${field.key}`;
    const inner: Kind = field.kind === 'list' ? field.of : field;
    const named = [field.title, field.help ?? field.title].every((pair) => pair[0].trim() && pair[1].trim());
    const below = inner.kind === 'group' ? mute(inner.fields, `${at}.`) : [];
    return [...(named && inner.kind !== 'unknown' ? [] : [at]), ...below];
  });
}

/** happy-dom has no canvas: one that draws nothing. It has no server either: maps come from where they stand. */
beforeAll(() => {
  vi.stubGlobal(
    'fetch',
    async (url: string) => new Response(readFileSync(join('screen', url.replace(/^\/screen/, '')))),
  );
  const nothing: unknown = new Proxy(() => ({ width: 10 }), { get: (_, name) => (name === 'dpr' ? 1 : nothing) });
  HTMLCanvasElement.prototype.getContext = vi.fn(() => nothing) as never;
});

describe.each([...WIDGETS])('the widget %s', { timeout: 30_000 }, (type, widget: Widget) => {
  const options = widget.options.parse({});
  const queries = widget.queries ? widget.queries([query], options) : [query];

  test('has a name in both languages, sizes, a pace, and options that need nothing', () => {
    expect(type).toMatch(/^[a-z][a-z0-9-]*$/);
    expect([widget.titles['zh-CN'], widget.titles.en].every(Boolean)).toBe(true);
    expect(widget.sizes.usual.width).toBeGreaterThanOrEqual(widget.sizes.least.width);
    expect(widget.sizes.usual.height).toBeGreaterThanOrEqual(widget.sizes.least.height);
    expect(widget.every).toBeGreaterThanOrEqual(20);
    expect(widget.every).toBeLessThanOrEqual(1_000);
    expect(HEADS[widget.frame]).toBeGreaterThanOrEqual(0);
    expect(Placed.safeParse({ id: 'a', type, box: { x: 0, y: 0, ...widget.sizes.usual } }).success).toBe(true);
  });

  test('has options that the form can draw, all with a name in both languages', () => {
    expect(mute(fieldsOf(widget.options))).toEqual([]);
  });

  test('stands in the palette, and is placed with a query that it draws and the server answers', () => {
    expect(CATEGORIES).toContain(widget.category);
    if (!widget.asks) return;
    const [first] = widget.asks.first;
    for (const one of widget.asks.first) {
      expect(Watched.safeParse(one).success).toBe(true);
      if ('metrics' in one) expect(refuse(one)).toBeUndefined();
    }
    if (!('metrics' in first)) return;
    const { metrics, least = 1, by, step, compare } = widget.asks;
    expect(first.metrics.length).toBeLessThanOrEqual(metrics);
    expect(first.metrics.length).toBeGreaterThanOrEqual(least);
    const wrong = Object.entries({ by, step, compare }).filter(
      ([part, need]) => need !== 'may' && (need === 'must') !== (first[part as 'by'] !== undefined),
    );
    expect(wrong).toEqual([]);
    if (first.by && widget.groups) expect(widget.groups).toContain(first.by);
  });

  test('has a picture for the palette: in colours of the tokens, without words or figures', () => {
    const picture = PICTURES.get(type);
    expect(`${type} ${picture !== undefined}`).toBe(`${type} true`);
    const drawn = mount(picture as Component);
    expect(drawn.element.tagName.toLowerCase()).toBe('svg');
    expect(drawn.attributes('viewBox')).toBe('0 0 120 72');
    expect(drawn.text()).toBe('');
    const colours = [...drawn.html().matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(([, colour]) => colour as string);
    expect(colours.length).toBeGreaterThan(0);
    for (const colour of colours.filter((one) => one !== 'none'))
      expect(`${colour} ${TOKENS.includes(`  ${colour.slice(4, -1)}:`)}`).toBe(`${colour} true`);
    drawn.unmount();
  });

  test('refuses an option it does not know', () => {
    expect(widget.options.safeParse({ 'no-such-option': 1 }).success).toBe(false);
  });

  test('asks only for what the server answers', () => {
    for (const one of queries) expect(Watched.safeParse(one).success).toBe(true);
  });

  test.each(Object.keys(CASES))('stands when its numbers are %s, in both languages', async (name) => {
    const { default: view } = await widget.view();
    for (const locale of locales)
      for (const moment of [now, undefined]) {
        const answers = queries.map((one) => answer(one, CASES[name]));
        const naming = widget.naming?.({ answers, queries, locale }, options) ?? {};
        const { width, height } = widget.sizes.usual;
        const props = {
          ...{ answers, queries, options, locale, now: moment, theme: 'tide', freshness: { kind: 'live', seconds: 0 } },
          ...{ size: { width, height, scale: 1 }, title: naming.title ?? '', note: naming.note ?? '' },
        };
        const shown = mount(view, { props });
        const text = `${shown.text()} ${naming.title} ${naming.note}`;
        expect(text).not.toMatch(/NaN|Infinity|\[object|null/);
        if (name === 'absent' && queries.length > 0) expect(shown.text().replace(/[−-]60/, '')).not.toMatch(/[1-9]/);
        shown.unmount();
      }
  });

  /** The view at its usual size with the queries that it is placed with; each reading has one group, or two by a dimension. */
  async function mountPlaced(groupOf: (query: Query) => Group) {
    const asked = widget.queries ? widget.queries(widget.asks?.first ?? [], options) : (widget.asks?.first ?? []);
    const answers = asked.map((one) => {
      if (!('metrics' in one)) return answer(one, CASES.one);
      const group = groupOf(one);
      const groups = one.by ? { tmall: group, 'CN-GD': group } : { '': group };
      return { from, to: now, asOf: now, partial: false, groups };
    });
    const { default: view } = await widget.view();
    const { width, height } = widget.sizes.usual;
    return mount(view, {
      props: {
        ...{ answers, queries: asked, options, locale: locales[0], now, theme: 'tide', title: '', note: '' },
        ...{ freshness: { kind: 'live', seconds: 0 }, size: { width, height, scale: 1 } },
      },
    });
  }

  test('gives the key every exact figure that a canvas of it gives the pointer', async () => {
    const shown = await mountPlaced(({ metrics, step }) => {
      const values = Object.fromEntries(metrics.map((metric) => [metric, 5_000]));
      const series = Object.fromEntries(metrics.map((metric) => [metric, { [from]: 2_000, [now]: 3_000 }]));
      return step ? { values, series } : { values };
    });
    const exact = shown.findAll('[data-exact]').map((one) => one.attributes('data-exact'));
    const canvases = shown.findAll('[role="img"]');
    const hinted = canvases.flatMap((one) => (one.attributes('title') ?? '').split('\n')).filter(Boolean);
    expect(hinted.filter((line) => !exact.includes(line))).toEqual([]);
    if (canvases.length > 0) expect(exact.length).toBeGreaterThan(0);
    shown.unmount();
  });

  test('has the exact figure a hover away from every one that it writes short', async () => {
    const shown = await mountPlaced(({ metrics, compare }) => {
      const values = Object.fromEntries(metrics.map((metric) => [metric, 328_645_917_42]));
      const past = compare ? { baseline: values, baselineSeries: { gmv: { [from]: 1_000_000_000_00 } } } : {};
      return { values, ...past };
    });
    const own = ({ childNodes }: Element) => [...childNodes].map((one) => (one.nodeType === 3 ? one.textContent : ''));
    const bare = shown.findAll('*').filter(({ element }) => /\d[万亿]$/.test(own(element).join('').trim()));
    expect(bare.filter(({ element }) => !element.closest('[data-exact]')).map((one) => one.text())).toEqual([]);
    shown.unmount();
  });
});
