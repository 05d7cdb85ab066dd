import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type System, startSystem } from '../support/system.ts';
import { openWall, startBrowser } from './browser.ts';

let system: System;
let browser: Browser;
beforeAll(async () => {
  system = await startSystem();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

const kept = async (layout: string) => {
  const answer = await fetch(`${system.url}/api/layouts/${layout}`, {
    headers: { authorization: `Bearer ${system.token}` },
  });
  return answer.text();
};
const boxOf = (text: string, widget: string) =>
  (JSON.parse(text) as { pages: { widgets: { id: string; box: object }[] }[] }).pages
    .flatMap(({ widgets }) => widgets)
    .find(({ id }) => id === widget)?.box;

/** The middle of a widget on the screen. */
async function middleOf(page: Page, widget: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(`#widget-${widget}`).boundingBox();
  if (!box) throw new Error(`${widget} is not there`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page: Page, from: { x: number; y: number }, by: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x / 2, from.y + by.y / 2, { steps: 4 });
  await page.mouse.move(from.x + by.x, from.y + by.y, { steps: 4 });
  await page.mouse.up();
}

test('a widget that is dragged is kept where it is dropped; undone, the document is what it was, byte for byte', async () => {
  const start = await kept('promotion');
  const { page, errors } = await openWall(browser, `${system.url}/edit/promotion`, { width: 1440, height: 900 });
  await page.locator('#widget-orders').waitFor();
  const from = await middleOf(page, 'orders');
  await drag(page, from, { x: 60, y: 90 });
  await expect
    .poll(() => kept('promotion').then((text) => boxOf(text, 'orders')), { timeout: 10_000 })
    .not.toEqual(boxOf(start, 'orders'));
  const moved = await kept('promotion');
  expect(boxOf(moved, 'buyers')).toEqual(boxOf(start, 'buyers'));
  await page.keyboard.press('Control+z');
  await expect.poll(() => kept('promotion'), { timeout: 10_000 }).toBe(start);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => kept('promotion'), { timeout: 10_000 }).toBe(moved);
  expect(errors).toEqual([]);
});
