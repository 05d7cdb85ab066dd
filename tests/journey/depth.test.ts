import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type System, startSystem } from '../support/system.ts';
import { openWall, startBrowser, type Wall } from './browser.ts';
import { campaigns, orders, send } from './sale.ts';

const within = { timeout: 60_000, interval: 200 };
let system: System;
let browser: Browser;

const columns = (id: string, x = 36) => ({
  ...{ id, type: 'columns-3d', box: { x, y: 24, width: 500, height: 300 } },
  query: { metrics: ['gmv'], by: 'channel', window: 'campaign' },
});

async function publish(id: string, widgets: object[]): Promise<void> {
  const call = async (method: string, path: string, body: object) => {
    const headers = { authorization: `Bearer ${system.token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${system.url}/api/layouts/${id}${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
  };
  const canvas = { width: 1920, height: 1080 };
  await call('PUT', '', { schemaVersion: 1, id, title: { en: id }, canvas, pages: [{ id: 'main', widgets }] });
  await call('POST', '/publish', {});
}

/** How many canvases of a widget have a living WebGL context, and how many are flat. */
const drawn = (page: Page, id: string) =>
  page.locator(`#widget-${id} canvas`).evaluateAll((canvases) => {
    const kinds = canvases.map((canvas) => {
      const context = (canvas as HTMLCanvasElement).getContext('webgl');
      return context === null ? 'flat' : context.isContextLost() ? 'lost' : 'deep';
    });
    return { deep: kinds.filter((kind) => kind === 'deep').length, flat: kinds.length };
  });
const isDeep = async (page: Page, id: string) => expect((await drawn(page, id)).deep).toBe(1);
const isFlat = async (page: Page, id: string) => {
  const { deep, flat } = await drawn(page, id);
  expect([deep, flat > 0]).toEqual([0, true]);
};
/** Takes the context of a widget away, as a driver does. */
const lose = (page: Page, id: string) =>
  page.locator(`#widget-${id} canvas`).evaluateAll((canvases) => {
    for (const canvas of canvases)
      (canvas as HTMLCanvasElement).getContext('webgl')?.getExtension('WEBGL_lose_context')?.loseContext();
  });
const said = (wall: Wall, id: string) => wall.page.locator(`#widget-${id} [role=img]`).getAttribute('title');

beforeAll(async () => {
  system = await startSystem();
  await campaigns(system);
  await send(system, orders('deep', 200, Date.now(), 10 * 60_000));
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

describe('columns with a third dimension', () => {
  test('lose their WebGL context once and are drawn again, twice and are drawn flat, with the same numbers', async () => {
    await publish('deep', [columns('one')]);
    const wall = await openWall(browser, `${system.url}/wall/deep`);
    await vi.waitFor(() => isDeep(wall.page, 'one'), within);
    const before = await said(wall, 'one');
    expect(before).toMatch(/天猫 [\d,]+\.\d\d/);
    await lose(wall.page, 'one');
    await vi.waitFor(() => isDeep(wall.page, 'one'), within);
    expect(await said(wall, 'one')).toBe(before);
    await lose(wall.page, 'one');
    await vi.waitFor(() => isFlat(wall.page, 'one'), within);
    expect(await said(wall, 'one')).toBe(before);
    expect(await wall.page.locator('#widget-one').innerText()).not.toContain('WebGL');
    expect(wall.errors).toEqual([]);
    await wall.page.close();
  });

  test('are flat where there is no WebGL', async () => {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
    const page = await context.newPage();
    await page.addInitScript(`
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        return /webgl/.test(kind) ? null : get.call(this, kind, ...more);
      }`);
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(request.url()));
    await page.goto(`${system.url}/wall/deep`);
    await vi.waitFor(() => isFlat(page, 'one'), within);
    expect(scripts.filter((url) => /\/gl-/.test(url))).toEqual([]);
    await context.close();
  });

  test('cost a wall without them no script', async () => {
    const page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(request.url()));
    await page.goto(`${system.url}/wall/promotion`);
    await vi.waitFor(async () => expect(await page.locator('#widget-curve canvas').count()).toBe(1), within);
    expect(scripts.filter((url) => /\/gl-/.test(url))).toEqual([]);
    expect(scripts.some((url) => /\/wall-/.test(url))).toBe(true);
    await page.close();
  });

  test('beyond the budget of contexts are flat', async () => {
    const many = Array.from({ length: 9 }, (_, index) => ({
      ...columns(`c${index}`, 36 + (index % 3) * 620),
      box: { x: 36 + (index % 3) * 620, y: 24 + Math.floor(index / 3) * 340, width: 440, height: 260 },
    }));
    await publish('crowd', many);
    const wall = await openWall(browser, `${system.url}/wall/crowd`);
    // Whoever has its numbers first has a place.
    await vi.waitFor(async () => {
      const kinds = await Promise.all(many.map(({ id }) => drawn(wall.page, id)));
      expect(kinds.map(({ deep }) => deep).sort()).toEqual([0, ...Array(8).fill(1)]);
      expect(kinds.every(({ flat }) => flat > 0)).toBe(true);
    }, within);
    expect(wall.errors).toEqual([]);
    await wall.page.close();
  });
});

describe('a globe', () => {
  const globe = {
    ...{
      id: 'globe',
      type: 'globe',
      box: { x: 36, y: 24, width: 600, height: 436 },
      options: { home: { longitude: 121.5, latitude: 31.2 } },
    },
    queries: [
      { metrics: ['gmv'], by: 'region', window: 'campaign' },
      { fact: 'orders', atLeast: '0.01', top: 5 },
    ],
  };
  const abroad = (name: string) =>
    orders(name, 40, Date.now(), 1_000).map((order, index) => ({ ...order, region: index % 2 ? 'GB' : 'US-CA' }));

  test('names the largest, and is the map of the world once its context was lost twice', async () => {
    await publish('globe', [globe]);
    const wall = await openWall(browser, `${system.url}/wall/globe`);
    await vi.waitFor(() => isDeep(wall.page, 'globe'), within);
    expect(await wall.text('globe')).toMatch(/中国\s+[\d.]+/);
    await send(system, abroad('abroad'));
    await vi.waitFor(async () => expect(await wall.text('globe')).toMatch(/英国[\s\S]*美国|美国[\s\S]*英国/), within);
    await lose(wall.page, 'globe');
    await vi.waitFor(() => isDeep(wall.page, 'globe'), within);
    expect(await wall.text('globe')).toContain('英国');
    await lose(wall.page, 'globe');
    await vi.waitFor(() => isFlat(wall.page, 'globe'), within);
    expect(await wall.page.locator('#widget-globe .map').count()).toBe(1);
    expect(await wall.text('globe')).toContain('英国');
    expect(wall.errors).toEqual([]);
    await wall.page.close();
  });
});
