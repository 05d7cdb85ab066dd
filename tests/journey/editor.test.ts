import { expect, test } from 'vitest';
import type { Layout } from '../../layouts/document.ts';
import { openWall } from './browser.ts';
import { middleOf } from './desk.ts';
import { drag } from './hand.ts';
import { openRooms } from './rooms.ts';

const rooms = openRooms();

const kept = async () => {
  const headers = { authorization: `Bearer ${rooms.system.token}` };
  return (await fetch(`${rooms.system.url}/api/layouts/promotion`, { headers })).text();
};
const boxOf = (text: string, widget: string) =>
  (JSON.parse(text) as Layout).pages.flatMap(({ widgets }) => widgets).find(({ id }) => id === widget)?.box;

test('a widget that is dragged is kept where it is dropped; undone, the document is what it was, byte for byte', async () => {
  const start = await kept();
  const url = `${rooms.system.url}/edit/promotion`;
  const { page, errors } = await openWall(rooms.browser, url, { width: 1440, height: 900 });
  await page.locator('#widget-orders').waitFor();
  const from = await middleOf(page, '#widget-orders');
  await drag(page, from, { x: from.x + 60, y: from.y + 90 });
  await expect.poll(async () => boxOf(await kept(), 'orders'), { timeout: 10_000 }).not.toEqual(boxOf(start, 'orders'));
  const moved = await kept();
  expect(boxOf(moved, 'buyers')).toEqual(boxOf(start, 'buyers'));
  await page.keyboard.press('Control+z');
  await expect.poll(kept, { timeout: 10_000 }).toBe(start);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(kept, { timeout: 10_000 }).toBe(moved);
  expect(errors).toEqual([]);
});
