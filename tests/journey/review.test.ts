import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Layout } from '../../layouts/document.ts';
import { openWall, openWindow } from './browser.ts';
import { rest } from './hand.ts';
import { openRooms } from './rooms.ts';
import { orders, send } from './sale.ts';

const rooms = openRooms();
const within = { timeout: 45_000, interval: 50 };
/** Screens report, and pages count them, every second instead of every ten. */
const OFTEN = `{
  const every = window.setInterval;
  window.setInterval = (run, ms, ...more) => every(run, ms === 10_000 ? 1_000 : ms, ...more);
}`;

const layout = (title: string): Layout => ({
  schemaVersion: 1,
  id: 'sizes',
  title: { 'zh-CN': '尺寸' },
  canvas: { width: 1920, height: 1080, fit: 'contain', theme: 'tide' },
  pages: [
    {
      id: 'main',
      widgets: [
        {
          id: 'orders',
          type: 'kpi',
          box: { x: 100, y: 100, width: 500, height: 160 },
          title: { 'zh-CN': title },
          query: { metrics: ['paid_orders'], window: 'today' },
        },
        // Each version asks for something that the other does not.
        {
          id: 'other',
          type: 'kpi',
          box: { x: 100, y: 400, width: 500, height: 160 },
          query: { metrics: [title === '旧' ? 'gmv' : 'buyers'], window: 'today' },
        },
      ],
    },
  ],
});
/** Upon whatever stands there, or upon nothing: a wall that is made. */
async function call(method: string, path: string, body: unknown, upon: '*' | '' = '*'): Promise<void> {
  const answer = await fetch(`${rooms.system.url}/api/layouts/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${rooms.system.token}`,
      'content-type': 'application/json',
      ...(upon ? { 'if-match': upon } : {}),
    },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
}
const ratio = async (page: Page) => {
  const box = await page.locator('.screen').first().boundingBox();
  return box ? Math.round((box.width / box.height) * 100) / 100 : 0;
};

test('a draft is looked at on the screens that are on, beside what walls show now, with the same numbers', async () => {
  await call('PUT', 'sizes', layout('旧'), '');
  await call('POST', 'sizes/publish', {});
  await call('PUT', 'sizes', layout('新'));
  const wall = await openWall(rooms.browser, `${rooms.system.url}/wall/sizes`, { width: 1280, height: 800 }, OFTEN);
  const page = await openWindow(rooms.browser, rooms.system.url);
  await page.addInitScript(OFTEN);
  const watched: string[] = [];
  page.on('websocket', (line) =>
    line.on('framesent', ({ payload }) => {
      const asked = String(payload).replace(/^\d+/, '');
      if (asked.startsWith('["watch"') && asked.includes('"every":1000')) watched.push(asked);
    }),
  );
  await page.goto(`${rooms.system.url}/edit/sizes/publish`);
  const sizes = page.getByRole('radiogroup', { name: '按真实屏幕看' });
  await expect.poll(() => sizes.innerText(), within).toMatch(/^1280 × 800 1 块/);
  await expect.poll(() => page.locator('.go').innerText(), within).toContain('发布 r2 到 1 块屏幕');
  await expect.poll(() => ratio(page), within).toBe(1.6);
  await expect.poll(() => page.locator('.screen').count(), within).toBe(2);
  await wall.page.close();

  const figures = page.locator('.screen .widget:has([data-exact])');
  await expect.poll(() => figures.count(), within).toBeGreaterThanOrEqual(2);
  // One that asked before the other version was there asks again: then both ask the same.
  await expect.poll(() => watched.length >= 2 && watched.at(-1) === watched.at(-2), within).toBe(true);
  const seen = page.evaluate(async () => {
    const pairs = new Set<string>();
    const until = performance.now() + 6_000;
    while (performance.now() < until) {
      const [before, after] = [...document.querySelectorAll('.screen')].map(
        (screen) => screen.querySelector('[data-exact]')?.getAttribute('data-exact') ?? '',
      );
      pairs.add(`${before} ${after}`);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return [...pairs];
  });
  for (let round = 0; round < 40; round += 1) {
    await send(rooms.system, orders(`round-${round}`, 5, Date.now(), 1));
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  const pairs = await seen;
  expect(pairs.join(', ')).toMatch(/,.*,/);
  expect(pairs.filter((pair) => new Set(pair.split(' ')).size > 1)).toEqual([]);
}, 180_000);

test('the keyboard chooses the size and the way of comparing, moves the divider, and makes one shine through the other', async () => {
  const page = await openWindow(rooms.browser, rooms.system.url);
  await page.goto(`${rooms.system.url}/edit/sizes/publish`);
  await page.locator('.screen').first().waitFor({ timeout: 30_000 });
  await page.getByRole('radio', { name: '1920 × 1080' }).focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(() => ratio(page), within).toBe(0.56);
  const ways = page.getByRole('radiogroup', { name: '怎么比' });
  expect(await ways.innerText()).toContain('左右');
  await ways.getByRole('radio').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('slider', { name: '分界线' }).focus();
  const upper = page.locator('.over .upper');
  const clip = () => upper.evaluate((element) => getComputedStyle(element).clipPath);
  expect(await clip()).toContain('50%');
  await page.keyboard.press('ArrowRight');
  await expect.poll(clip, within).toContain('51%');
  await page.keyboard.press('End');
  await expect.poll(clip, within).toContain('100%');
  await ways.getByRole('radio', { name: '滑动' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('slider', { name: '透出多少' }).focus();
  await page.keyboard.press('End');
  await expect.poll(() => upper.evaluate((element) => getComputedStyle(element).opacity), within).toBe('1');
}, 120_000);

test('the divider follows the pointer that holds it', async () => {
  const page = await openWindow(rooms.browser, rooms.system.url);
  await page.goto(`${rooms.system.url}/edit/sizes/publish`);
  await page.getByRole('radio', { name: '滑动' }).check({ timeout: 30_000 });
  const line = await rest(page, '.divider');
  const quarter = await rest(page, '.over', 0.25);
  await page.mouse.move(line.x, line.y);
  await page.mouse.down();
  await page.mouse.move(quarter.x, line.y + 40, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => page.getByRole('slider', { name: '分界线' }).inputValue(), within).toBe('25');
});

test('the start page counts the screens that show a wall, and stops counting those that are gone', async () => {
  await call('PUT', 'counted', { ...layout('数'), id: 'counted' }, '');
  await call('POST', 'counted/publish', {});
  const open = () => openWall(rooms.browser, `${rooms.system.url}/wall/counted`, { width: 1280, height: 800 }, OFTEN);
  const [one, two] = [await open(), await open()];
  for (const { page } of [one, two]) await page.locator('#widget-orders').waitFor({ timeout: 30_000 });
  const { page, errors } = await openWall(rooms.browser, rooms.system.url, { width: 1440, height: 900 }, OFTEN);
  const state = (wall: string) => page.locator(`[data-wall="${wall}"] > p`).innerText();
  await expect.poll(() => state('counted'), within).toContain('在 2 块屏幕上');
  expect(await state('promotion')).toContain('自带模板，墙上可用');
  await two.page.close();
  await expect.poll(() => state('counted'), within).toContain('在 1 块屏幕上');
  await one.page.close();
  await expect.poll(() => state('counted'), within).toContain('墙上在播');
  expect(errors).toEqual([]);
}, 180_000);
