import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { COVER } from '../../screen/widgets/globe/cover.ts';
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

/** How many canvases a widget has, how many of these have a living WebGL context, and how many have lost it. */
const drawn = (page: Page, id: string) =>
  page.locator(`#widget-${id} canvas`).evaluateAll((canvases) => {
    const kinds = canvases.map((canvas) => {
      const context = (canvas as HTMLCanvasElement).getContext('webgl');
      return context === null ? 'flat' : context.isContextLost() ? 'lost' : 'deep';
    });
    const count = (wanted: string) => kinds.filter((kind) => kind === wanted).length;
    return { all: kinds.length, deep: count('deep'), lost: count('lost') };
  });
const isDeep = async (page: Page, id: string) => expect((await drawn(page, id)).deep).toBe(1);
const isLost = async (page: Page, id: string) => expect(await drawn(page, id)).toEqual({ all: 1, deep: 0, lost: 1 });
const isFlat = async (page: Page, id: string) => {
  const { all, deep } = await drawn(page, id);
  expect([deep, all > 0]).toEqual([0, true]);
};
/** Lets what tells of a lost context come so much later, as a page that has much to do lets it. Answers whether it came. */
async function hearLate(page: Page, ms: number): Promise<() => Promise<boolean>> {
  await page.evaluate((late) => {
    const held = new WeakSet<Event>();
    const listener = (event: Event) => {
      if (held.has(event)) return;
      event.stopImmediatePropagation();
      const again = new Event(event.type, { cancelable: true });
      held.add(again);
      setTimeout(() => {
        event.target?.dispatchEvent(again);
        Object.assign(window, { heardLate: true });
      }, late);
    };
    window.addEventListener('webglcontextlost', listener, true);
  }, ms);
  return () => page.evaluate(() => 'heardLate' in window);
}
/** How often a body was covered with a canvas of this width from now on. */
async function coverings(page: Page, width: number): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    const covered = { times: 0 };
    const give = WebGLRenderingContext.prototype.texImage2D;
    WebGLRenderingContext.prototype.texImage2D = function (this: WebGLRenderingContext, ...given: unknown[]) {
      const [source] = given.slice(-1);
      if (source instanceof HTMLCanvasElement && source.width === wanted) covered.times += 1;
      return Reflect.apply(give, this, given);
    };
    Object.assign(window, { covered });
  }, width);
  return () => page.evaluate('covered.times');
}
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
      expect(kinds.every(({ all }) => all > 0)).toBe(true);
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
  const abroad = (name: string, regions: [string, string]) =>
    orders(name, 40, Date.now(), 1_000).map((order, index) => ({ ...order, region: regions[index % 2] as string }));

  test('names the largest, and is the map of the world once its context was lost twice', async () => {
    await publish('globe', [globe]);
    const wall = await openWall(browser, `${system.url}/wall/globe`);
    await vi.waitFor(() => isDeep(wall.page, 'globe'), within);
    expect(await wall.text('globe')).toMatch(/中国\s+[\d.]+/);
    await send(system, abroad('abroad', ['GB', 'US-CA']));
    await vi.waitFor(async () => expect(await wall.text('globe')).toMatch(/英国[\s\S]*美国|美国[\s\S]*英国/), within);
    await lose(wall.page, 'globe');
    await vi.waitFor(() => isDeep(wall.page, 'globe'), within);
    expect(await wall.text('globe')).toContain('英国');
    const covered = await coverings(wall.page, COVER.width);
    await send(system, abroad('later', ['DE', 'FR']));
    await vi.waitFor(async () => {
      expect(await wall.text('globe')).toContain('德国');
      expect(await covered()).toBeGreaterThan(0);
    }, within);
    await isDeep(wall.page, 'globe');
    await lose(wall.page, 'globe');
    await vi.waitFor(() => isFlat(wall.page, 'globe'), within);
    expect(await wall.page.locator('#widget-globe .map').count()).toBe(1);
    expect(await wall.text('globe')).toContain('英国');
    expect(wall.errors).toEqual([]);
    await wall.page.close();
  });

  test('that has to draw before it is told of the loss has lost its context once, not twice', async () => {
    const wall = await openWall(browser, `${system.url}/wall/globe`);
    await vi.waitFor(() => isDeep(wall.page, 'globe'), within);
    const heard = await hearLate(wall.page, 3_000);
    await lose(wall.page, 'globe');
    await isLost(wall.page, 'globe');
    await vi.waitFor(async () => {
      await send(system, abroad(`meanwhile-${Date.now()}`, ['IT', 'JP']));
      await isDeep(wall.page, 'globe');
    }, within);
    await vi.waitFor(async () => expect(await heard()).toBe(true), within);
    await wall.page.waitForTimeout(500);
    await isDeep(wall.page, 'globe');
    expect(await wall.text('globe')).not.toContain('E-VIEW');
    await wall.page.close();
  });
});
