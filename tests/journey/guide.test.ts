import { expect, test } from 'vitest';
import type { Layout } from '../../layouts/document.ts';
import { openWall } from './browser.ts';
import { carry, drag, rest, spot } from './hand.ts';
import { openRooms } from './rooms.ts';

const rooms = openRooms(true);
const within = { timeout: 30_000, interval: 50 };
const freeze = (body: unknown) =>
  fetch(`${rooms.system.url}/api/freeze`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${rooms.system.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('the guide is gone through by keys alone, from the start page to the wall, by what its own card says', async () => {
  const { page, errors } = await openWall(rooms.browser, rooms.system.url, { width: 1440, height: 900 });
  const guide = () => page.locator('.guide .card').innerText();
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Walks on with one key until something has the focus. */
  const reach = async (selector: string, key = 'Tab') => {
    const there = () => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    for (let presses = 0; presses < 60; presses += 1) {
      if (await there()) return;
      await page.keyboard.press(key);
    }
    const at = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
    throw new Error(`${key} does not lead to ${selector} but to ${at}`);
  };
  const start = page.getByRole('button', { name: '新建大屏' });
  await start.waitFor({ timeout: 30_000 });
  await start.evaluate((button) => button.setAttribute('data-start', ''));
  await reach('[data-start]');
  await press('Enter');
  await page.locator('[data-lead].main').waitFor({ timeout: 30_000 });
  await reach('[data-lead].main');
  await press('Enter');
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  await expect.poll(guide, within).toContain('第 1 步');
  expect(await guide()).toContain('/ 找「指标卡」，回车两次');
  await press('/');
  await page.keyboard.type('指标卡');
  await press('Enter', 'Enter');
  await expect.poll(guide, within).toContain('第 2 步');
  expect(await guide()).toContain('F6 到右边，Tab 到指标，回车打开');
  await reach('[data-region="5"] *, [data-region="5"]', 'F6');
  await reach('[data-metric-slot]');
  await press('Enter');
  await expect.poll(guide, within).toContain('↑↓ 选，回车用它，Esc 收起');
  await press('ArrowDown', 'ArrowDown', 'Enter', 'Escape');
  await expect.poll(guide, within).toContain('第 3 步');
  await press('Shift+ArrowUp', 'ArrowLeft');
  await expect.poll(guide, within).toContain('第 4 步');
  expect(await guide()).toContain('/ 找「趋势」，回车两次');
  await press('/');
  await page.keyboard.type('趋势');
  await press('Enter', 'Enter');
  // It stands beside the number by itself, and the arrows are its own at once.
  await page.locator('#widget-trend').waitFor(within);
  await press('Shift+ArrowDown');
  await expect.poll(() => page.locator('.last').innerText(), within).toContain('移动');
  await expect.poll(guide, within).toContain('第 5 步');
  await expect.poll(() => page.locator('.kept').innerText(), within).toContain('已保存');
  await press('Control+Enter');
  await page.waitForURL(/publish$/, { timeout: 30_000 });
  await page.locator('.go').waitFor(within);
  expect(await guide()).toContain('Ctrl 或 ⌘ 加回车');
  await press('Control+Enter');
  await expect.poll(guide, within).toContain('五步都做完了');
  await reach('[data-guide] .main');
  await press('Enter');
  await expect.poll(() => page.locator('.guide').count(), within).toBe(0);
  const published = await fetch(`${rooms.system.url}/api/layouts/${id}/published`);
  expect(((await published.json()) as Layout).pages[0]?.widgets.map(({ type }) => type)).toEqual(['kpi', 'trend']);
  expect(errors).toEqual([]);
}, 300_000);

test('the guide leads from the start page to a published wall, goes on where it was left, and is not pressed on who has done it', async () => {
  const { page, errors } = await openWall(rooms.browser, rooms.system.url, { width: 1440, height: 900 });
  await page.getByRole('button', { name: '新建大屏' }).click({ timeout: 30_000 });
  await page.locator('[data-lead].main').click({ timeout: 30_000 });
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const guide = () => page.locator('.guide .card').innerText();
  const free = async () => {
    const [card, ring] = await Promise.all(
      ['.card', '.ring'].map((part) => page.locator(`.guide ${part}`).boundingBox()),
    );
    if (!card || !ring) return false;
    return (
      card.x >= ring.x + ring.width ||
      ring.x >= card.x + card.width ||
      card.y >= ring.y + ring.height ||
      ring.y >= card.y + card.height
    );
  };
  const goOn = async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('五步');
    await page.keyboard.press('Enter');
  };

  await expect.poll(guide, within).toContain('第 1 步');
  await expect.poll(free, within).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.guide').count(), within).toBe(0);
  await goOn();
  await expect.poll(guide, within).toContain('第 1 步');
  await carry(page, '指标卡', 'kpi', { x: 0.3, y: 0.35 });
  await expect.poll(guide, within).toContain('第 2 步');
  await expect.poll(free, within).toBe(true);
  // The way that the card names for the keys, from the palette on.
  for (const key of ['F6', 'F6', 'F6', 'Tab', 'Enter']) await page.keyboard.press(key);
  await expect.poll(guide, within).toContain('挑一个指标');
  await expect.poll(free, within).toBe(true);
  await page.keyboard.type('成交额');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(guide, within).toContain('第 3 步');
  await expect.poll(free, within).toBe(true);
  // The canvas that went aside for the panel has come back when it is gone.
  await page.locator('[data-query-panel]').waitFor({ state: 'detached' });
  await rest(page, '.guide .card'); // it would catch the hand on its way
  const number = await rest(page, '#widget-kpi');
  await drag(page, number, { x: number.x - 40, y: number.y - 50 });
  await expect.poll(guide, within).toContain('第 4 步');
  await page.keyboard.press('Control+z');
  await expect.poll(guide, within).toContain('第 3 步');
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(guide, within).toContain('第 4 步');

  // Left and loaded again it goes on; a freeze that stands is said meanwhile, with its end.
  await expect.poll(() => page.locator('.kept').innerText(), within).toContain('已保存');
  await freeze({ from: Date.now() - 1_000, to: Date.now() + 3_600_000, reason: '' });
  await page.reload();
  await page.locator('#widget-kpi').waitFor(within);
  expect(await page.locator('.guide').count()).toBe(0);
  await expect.poll(() => page.locator('.headline .freeze').innerText(), within).toMatch(/封网中，到 .*\d\d:\d\d/);
  await freeze(null);
  await goOn();
  await expect.poll(guide, within).toContain('第 4 步');

  // A curve over the number is a problem, which the bar counts and the layers mark; beside it it is none.
  await carry(page, '趋势', 'trend', { x: 0.6, y: 0.7 });
  await expect.poll(guide, within).toContain('第 5 步');
  const [curve, there] = [await spot(page, '#widget-trend', 0.2, 0.2), await spot(page, '#widget-kpi')];
  await drag(page, curve, there);
  await expect.poll(guide, within).toContain('盖住了数');
  await expect.poll(() => page.locator('.problems').innerText(), within).toContain('1 个问题');
  expect(await page.locator('.layer .wrong').count()).toBe(2);
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: /盖住了/ }).click();
  await expect.poll(() => page.locator('.selection p').innerText(), within).toContain('已选 2 个');
  await page.keyboard.press('F8');
  await page.keyboard.press('Control+z');
  await expect.poll(guide, within).toContain('第 5 步');
  await expect.poll(() => page.locator('.problems').innerText(), within).toContain('没有问题');

  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/publish$/, { timeout: 30_000 });
  await page.locator('.go').waitFor(within);
  await expect.poll(free, within).toBe(true);
  await page.locator('.go').click();
  await expect.poll(guide, within).toContain('五步都做完了');
  await page.locator('.guide').getByRole('button', { name: '好' }).click();
  const published = await fetch(`${rooms.system.url}/api/layouts/${id}/published`);
  expect(((await published.json()) as Layout).pages[0]?.widgets.map(({ type }) => type)).toEqual(['kpi', 'trend']);

  // Somebody else publishes meanwhile: the editor says so to whoever comes back to it.
  await page.waitForTimeout(1_100);
  const again = await fetch(`${rooms.system.url}/api/layouts/${id}/publish`, {
    method: 'POST',
    headers: { authorization: `Bearer ${rooms.system.token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(again.status).toBe(201);
  await page.getByRole('link', { name: '回去再改' }).click();
  await expect.poll(() => page.locator('.calm').innerText(), within).toContain('墙上是 r2');

  await page.goto(rooms.system.url);
  await page.getByRole('button', { name: '新建大屏' }).click({ timeout: 30_000 });
  await page.locator('[data-lead]:not(.main)').waitFor(within);

  // A template is put on as one step, and taken back as one.
  await page.locator('[data-template="executive"]').click({ timeout: 30_000 });
  await page.locator('#widget-curve').waitFor(within);
  await page.keyboard.press('Control+z');
  await page.locator('[data-template="executive"]').waitFor(within);
  expect(errors).toEqual([]);
}, 300_000);
