import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { exact, type Locale } from '../../screen/format.ts';
import { ask, type System, startSystem } from '../support/system.ts';
import { openWall, startBrowser, type Wall } from './browser.ts';
import { campaigns, orders, send } from './sale.ts';

const locale: Locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' };
const within = { timeout: 20_000, interval: 100 };
let system: System;
let browser: Browser;
let wall: Wall;

const paid = async (filter?: object) => {
  const query = { metrics: ['paid_orders'], window: 'campaign', ...(filter ? { filter } : {}) };
  return exact((await ask(system, query)).groups['']?.values.paid_orders, 'count', locale);
};
const chips = () => wall.page.locator('.chips').count();

beforeAll(async () => {
  system = await startSystem();
  await campaigns(system);
  await send(system, orders('near', 400, Date.now(), 11 * 60_000));
  browser = await startBrowser();
  wall = await openWall(browser, `${system.url}/wall/channels`);
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

test('a wall that nobody touches shows no cursor, no dots, no chips', async () => {
  await vi.waitFor(async () => expect(await wall.exact('orders')).toBe(await paid()), within);
  expect(await wall.page.locator('.dots').count()).toBe(0);
  expect(await chips()).toBe(0);
  expect(await wall.page.locator('#wall').evaluate((element) => getComputedStyle(element).cursor)).toBe('none');
});

test('a click on a channel filters the page, goes down to its shops, marks what cannot follow, and leads back', async () => {
  await wall.page.locator('#widget-channels [data-pick=tmall]').click();
  await vi.waitFor(async () => expect(await wall.exact('orders')).toBe(await paid({ channel: ['tmall'] })), within);
  expect(await wall.page.locator('.chips').innerText()).toContain('渠道：天猫');
  expect(await wall.text('channels')).toContain('天猫 · 店铺');
  expect(await wall.text('channels')).toContain('flagship');
  expect(await wall.text('hot')).toContain('未随筛选');
  await wall.page.keyboard.press('Escape');
  await vi.waitFor(async () => expect(await wall.exact('orders')).toBe(await paid()), within);
  expect(await chips()).toBe(0);
  expect(await wall.text('hot')).not.toContain('未随筛选');
});

test('hovering says the exact figure', async () => {
  await wall.page.mouse.move(5, 5);
  await wall.page.locator('#widget-orders [data-exact]').hover();
  await vi.waitFor(async () => expect(await wall.page.locator('.tip').innerText()).toBe(await paid()), within);
});

test('keys turn the pages, and space stops them and says so', async () => {
  await wall.page.keyboard.press('2');
  await vi.waitFor(async () => expect(await wall.page.locator('#widget-shop-table').isVisible()).toBe(true), within);
  await vi.waitFor(async () => expect(await wall.page.locator('#widget-orders').count()).toBe(0), within);
  await wall.page.keyboard.press(' ');
  expect(await wall.page.locator('.dots').innerText()).toContain('已暂停');
  await wall.page.keyboard.press('ArrowLeft');
  await vi.waitFor(async () => expect(await wall.page.locator('#widget-orders').isVisible()).toBe(true), within);
  expect(wall.errors).toEqual([]);
});
