import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Layout } from '../../layouts/document.ts';
import { openWall } from './browser.ts';
import { carry, drag, rest, spot } from './hand.ts';
import { openRooms } from './rooms.ts';

const rooms = openRooms(true);
const template = JSON.parse(readFileSync('layouts/executive.json', 'utf8')) as Layout;
const within = { timeout: 30_000, interval: 50 };

async function stored(): Promise<string> {
  const answer = await fetch(`${rooms.system.url}/api/layouts/wall`, {
    headers: { authorization: `Bearer ${rooms.system.token}` },
  });
  return answer.text();
}
const read = async () => JSON.parse(await stored()) as Layout;

/** What a wall says and where: without the names by which only documents know their parts. */
const content = ({ canvas, title, pages }: Layout) => ({
  canvas,
  title,
  pages: pages.map(({ id: _, ...page }) => ({ ...page, widgets: page.widgets.map(({ id: __, ...widget }) => widget) })),
});

/** Writes into a field by the keys, as a person does: into it, all of it away, the words, Enter. */
async function write(page: Page, field: string, words: string): Promise<void> {
  await page.locator(field).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}
const named = (label: string) => `.inspector input[aria-label="${label}"]`;
const tab = (page: Page, name: string) => page.locator(`[data-tab="${name}"]`).click();
/** Chooses by its words in a menu that is opened by a click. */
async function pick(page: Page, part: string, words: string): Promise<void> {
  await page.locator(`[data-part="${part}"]`).click();
  await page.locator('.n-base-select-option', { hasText: words }).first().click();
}
const choose = (page: Page, option: string, words: string) =>
  page.locator(`[data-option="${option}"] label`, { hasText: words }).click();
const turn = (page: Page, option: string) => page.locator(`[data-option="${option}"] .switch`).click();

type Place = Partial<Record<'x' | 'y' | 'width' | 'height' | 'zoom', number>>;
/** Types where a widget stands; what is pulled by the hand is left out. */
async function stand(page: Page, { zoom, ...sides }: Place): Promise<void> {
  await tab(page, 'place');
  for (const [side, value] of Object.entries(sides)) await write(page, `[data-side="${side}"] input`, String(value));
  if (zoom !== undefined) await write(page, named('内容放大，百分比'), String(zoom));
}

test('the executive wall is built from an empty canvas by mouse and keys; everything is undone and redone, byte for byte', async () => {
  const { page, errors } = await openWall(rooms.browser, rooms.system.url, { width: 1440, height: 900 });
  await page.getByRole('button', { name: '新建大屏' }).click({ timeout: 30_000 });
  await page.waitForURL(/\/edit\/wall$/, { timeout: 30_000 });
  await page.locator('.empty').waitFor(within);
  const empty = await stored();

  await write(page, named('大屏的名字 中文'), '高管一览');
  await write(page, named('大屏的名字 English'), 'Executive');
  await page.locator('.page .name').dblclick();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('一览');
  await page.keyboard.press('Enter');
  await write(page, named('页名 English'), 'At a glance');

  await carry(page, '标题', 'title', { x: 0.3, y: 0.25 });
  await stand(page, { x: 60, y: 36, width: 1308, height: 73, zoom: 140 });
  await tab(page, 'style');
  await write(page, named('标题 中文'), '战情');
  await write(page, named('标题 English'), 'war room');
  await turn(page, 'countdown');

  await carry(page, '时钟', 'clock', { x: 0.7, y: 0.25 });
  await stand(page, { x: 1428, y: 36, width: 432, height: 73, zoom: 140 });
  await tab(page, 'style');
  await turn(page, 'date');

  await carry(page, '翻牌', 'flip-number', { x: 0.4, y: 0.4 });
  await stand(page, { x: 60, y: 112, width: 1308, height: 330, zoom: 140 });
  await tab(page, 'style');
  await choose(page, 'form', '平面');

  await carry(page, '指标卡', 'kpi', { x: 0.8, y: 0.5 });
  await tab(page, 'data');
  await page.locator('[data-metric-slot]').first().click();
  await page.keyboard.type('成交额');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await stand(page, { x: 1428, y: 190, height: 206, zoom: 145 });
  // Its right side is pulled to that of the clock, and snaps there.
  const right = await spot(page, '#widget-clock', 1, 0.5);
  const handle = await rest(page, '[data-handle="e"]');
  await drag(page, handle, { x: right.x + 3, y: handle.y });
  await tab(page, 'style');
  await choose(page, 'show', '变化');
  await choose(page, 'size', '大');

  await carry(page, '预计', 'forecast', { x: 0.25, y: 0.6 });
  await stand(page, { x: 60, y: 460, width: 624, height: 206, zoom: 145 });
  await tab(page, 'style');
  await choose(page, 'size', '大');

  // The curve comes first and goes to the top at the end.
  await carry(page, '趋势', 'trend', { x: 0.5, y: 0.75 });
  await stand(page, { x: 60, y: 676, width: 1800, height: 380, zoom: 140 });
  await tab(page, 'style');
  await turn(page, 'cumulative');
  await turn(page, 'target');
  await turn(page, 'forecast');

  await carry(page, '支付订单', 'metric/paid_orders', { x: 0.5, y: 0.6 });
  await tab(page, 'data');
  await pick(page, 'window', '今天');
  await pick(page, 'compare', '上周同一天');
  await pick(page, 'window', '本次活动');
  await pick(page, 'compare', '对照活动同一时刻');
  await stand(page, { x: 744, y: 460, width: 624, height: 206, zoom: 145 });
  await tab(page, 'style');
  await choose(page, 'size', '大');

  // The last number is a copy of the one beside it that counts something else.
  await page.keyboard.press('Control+d');
  await tab(page, 'data');
  await page.locator('[data-metric-slot]').first().click();
  await page.keyboard.type('客单价');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  // It is moved below the clock and beside the others, and snaps to both.
  await stand(page, { width: 432 });
  const corner = await rest(page, '#widget-kpi-3', 0, 0);
  const taken = await spot(page, '#widget-kpi-3');
  const under = { x: (await spot(page, '#widget-clock', 0)).x, y: (await spot(page, '#widget-kpi-2', 0, 0)).y };
  await drag(page, taken, { x: taken.x + under.x - corner.x + 2, y: taken.y + under.y - corner.y + 2 });

  const curve = await spot(page, '#widget-trend');
  await page.mouse.click(curve.x, curve.y);
  await page.keyboard.press(']');

  // A page too many is taken away again.
  await page.getByRole('button', { name: '加一页' }).click();
  await expect.poll(async () => (await read()).pages.length, within).toBe(2);
  await page.getByRole('button', { name: '删除这页' }).click();

  const built = async () => content(await read());
  await expect.poll(built, within).toEqual(content(template));
  const end = await stored();

  const back = page.getByRole('button', { name: '撤销' });
  let steps = 0;
  for (; await back.isEnabled(); steps += 1) await page.keyboard.press('Control+z');
  expect(steps).toBeGreaterThan(60);
  await expect.poll(stored, within).toBe(empty);
  const forth = page.getByRole('button', { name: '重做' });
  while (await forth.isEnabled()) await page.keyboard.press('Control+Shift+z');
  await expect.poll(stored, within).toBe(end);
  expect(errors).toEqual([]);
}, 300_000);
