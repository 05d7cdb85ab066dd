import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { amount, exact, type Locale, short } from '../../screen/format.ts';
import { channelName, regionName } from '../../screen/widgets/names.ts';
import { ask, type System, startSystem } from '../support/system.ts';
import { openWall, startBrowser, type Wall } from './browser.ts';
import { campaigns, orders, refunds, send, stock } from './sale.ts';

const locale: Locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' };
const within = { timeout: 20_000, interval: 100 };
const rehearsal = 'rehearsal-key-0123456789abcdef';
let system: System;
let browser: Browser;
let wall: Wall;

const campaign = (metric: string, by?: string) =>
  ask(system, { metrics: [metric], window: 'campaign', ...(by ? { by } : {}) });
const whole = async (metric: string) => (await campaign(metric)).groups['']?.values[metric] as number;

beforeAll(async () => {
  system = await startSystem({
    env: { TIDEWALL_INGEST_KEYS: `test:system-test-key-0123456789abcdef,rehearsal:${rehearsal}` },
  });
  const start = await campaigns(system);
  const now = Date.now();
  await send(system, orders('old', 400, start - 86_400_000 + 30 * 60_000, 29 * 60_000));
  await send(system, stock(start));
  await send(system, orders('new', 500, now, 11 * 60_000));
  await send(system, refunds('new', 20, now));
  browser = await startBrowser();
  wall = await openWall(browser, `${system.url}/wall/promotion`);
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

/** Every number of the wall that stands for one query, beside the answer of that query now. */
async function compare(): Promise<void> {
  expect(await wall.exact('gmv')).toBe(amount(await whole('gmv'), locale));
  for (const [widget, metric, unit] of [
    ['orders', 'paid_orders', 'count'],
    ['aov', 'aov', 'money'],
    ['refund-rate', 'refund_rate', 'ratio'],
    ['buyers', 'buyers', 'count'],
  ] as const) {
    const value = await whole(metric);
    expect([metric, await wall.exact(widget)]).toEqual([metric, exact(value, unit, locale)]);
    expect(await wall.text(widget)).toContain(short(value, unit, locale).text);
  }
  const regions = (await campaign('gmv', 'region')).groups;
  const top = Object.entries(regions).sort(([, a], [, b]) => (b.values.gmv ?? 0) - (a.values.gmv ?? 0));
  for (const [code, group] of top.slice(0, 5)) {
    const row = wall.page.locator('#widget-regions li', { hasText: regionName(code, 'zh-CN') });
    expect(await row.locator('b').getAttribute('data-exact')).toBe(exact(group.values.gmv, 'money', locale));
  }
}

describe('the promotion wall', () => {
  test('shows the numbers that POST /api/query answers', async () => {
    await vi.waitFor(compare, within);
    const channels = Object.keys((await campaign('gmv', 'channel')).groups);
    expect(channels.length).toBe(4);
    for (const channel of channels) expect(await wall.text('channels')).toContain(channelName(channel, 'zh-CN'));
    expect(await wall.text('hot')).toContain('云感跑鞋');
    expect(await wall.text('cover')).toMatch(/余 [\d,]+ 件/);
    expect(await wall.text('ticker')).toContain('¥');
    expect(await wall.text('pace')).toContain('完成');
    expect(await wall.marks()).toEqual([]);
  });

  test('moves with what comes in: nothing is loaded or built again', async () => {
    await wall.page.evaluate(() => {
      const parts = [...document.querySelectorAll('.widget, .widget .body > *, .widget canvas')];
      Object.assign(window, { sameDocument: true, parts });
    });
    await send(system, orders('more', 60, Date.now(), 1_000));
    await vi.waitFor(compare, within);
    expect(await wall.page.evaluate('window.sameDocument')).toBe(true);
    expect(await wall.page.evaluate('window.parts.length')).toBeGreaterThan(30);
    expect(await wall.page.evaluate('window.parts.filter((part) => !part.isConnected).length')).toBe(0);
    expect(wall.errors).toEqual([]);
  });

  test('is below its weight', async () => {
    const scripts = await wall.page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.endsWith('.js')),
    );
    let bytes = 0;
    for (const url of scripts) bytes += gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length;
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(450 * 1_024);
  });

  test('says rehearsal once events of a simulator came', async () => {
    expect(await wall.page.locator('.rehearsal').count()).toBe(0);
    await send(system, orders('drill', 5, Date.now(), 1_000), rehearsal);
    await vi.waitFor(
      async () => expect(await wall.page.locator('.rehearsal').innerText()).toContain('演练 / Rehearsal'),
      within,
    );
    const desk = await browser.newPage();
    for (const path of ['/', '/screens', '/campaigns']) {
      await desk.goto(`${system.url}${path}`);
      await desk.locator('.sum[data-exact]').waitFor();
      expect([path, await desk.locator('.rehearsal').innerText()]).toEqual([path, expect.stringContaining('演练')]);
    }
    await desk.close();
  });

  test('of an unknown name says so; a broken widget is one card', async () => {
    const nothing = await openWall(browser, `${system.url}/wall/no-such-wall`);
    await vi.waitFor(async () => expect(await nothing.page.locator('h1').innerText()).toBe('没有这块大屏'), within);
    await nothing.page.close();
    const page = await browser.newPage();
    const layout = (await (await fetch(`${system.url}/api/layouts/promotion`)).json()) as {
      pages: { widgets: { id: string; type: string; query?: object }[] }[];
    };
    for (const widget of layout.pages[0]?.widgets ?? []) {
      if (widget.id === 'aov') widget.type = 'funnel-3d';
      if (widget.id === 'buyers') widget.query = { metrics: ['no_such_metric'], window: 'today' };
    }
    await page.route('**/api/layouts/promotion/published', (route) => route.fulfill({ json: layout }));
    await page.goto(`${system.url}/wall/promotion`);
    const text = (id: string) => page.locator(`#widget-${id}`).innerText();
    await vi.waitFor(async () => expect(await text('aov')).toContain('funnel-3d'), within);
    await vi.waitFor(async () => expect(await text('buyers')).toContain('no_such_metric'), within);
    await vi.waitFor(async () => expect(await text('orders')).toMatch(/\d/), within);
    await page.close();
  });

  test('holds its last numbers, grey and with their age, while the server is away, and comes back by itself', async () => {
    await vi.waitFor(compare, within);
    const before = await wall.exact('gmv');
    const { port, data } = system;
    await system.stop(true);
    await vi.waitFor(async () => expect((await wall.marks())[0]).toMatch(/^保持 1\d 秒$/), within);
    expect(await wall.exact('gmv')).toBe(before);
    const body = wall.page.locator('#widget-orders .body');
    const look = () =>
      body.evaluate((element) => [getComputedStyle(element).filter, getComputedStyle(element).opacity]);
    await vi.waitFor(async () => expect(await look()).toEqual(['grayscale(1)', '0.5']), within);
    const keys = `test:${system.key},rehearsal:${rehearsal}`;
    system = await startSystem({ port, data, env: { TIDEWALL_INGEST_KEYS: keys } });
    await send(system, orders('after', 30, Date.now(), 1_000));
    await vi.waitFor(async () => expect(await wall.marks()).toEqual([]), { ...within, timeout: 30_000 });
    await vi.waitFor(compare, within);
    expect(await wall.page.evaluate('window.sameDocument')).toBe(true);
    expect(wall.errors).toEqual([]);
  });
});
