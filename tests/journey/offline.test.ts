import { expect, test } from 'vitest';
import { layCable } from '../support/cable.ts';
import { layoutOf } from '../support/layouts.ts';
import { openDesk } from './desk.ts';
import { openRooms } from './rooms.ts';

const rooms = openRooms(true);

test('readings in the editor live no longer than the line: what is old says its age, what never came says so', async () => {
  const cable = await layCable(rooms.system.port);
  const desk = await openDesk({ ...rooms.system, url: cable.url }, rooms.browser, { ...layoutOf(2), id: 'cut' });
  const { page } = desk;
  const said = () => page.locator('[data-reading] [data-age]').innerText();
  const seen = () => page.locator('[data-reading] [data-age]').getAttribute('class');
  const figure = () => page.locator('[data-reading] td').first().innerText();
  await page.locator('[data-layer="w0"]').click();
  await expect.poll(said, { timeout: 20_000 }).toMatch(/^\d\d:\d\d:\d\d$/);
  await expect.poll(figure, { timeout: 20_000 }).toMatch(/\d/);
  const before = await figure();
  cable.turn('clogged');
  await expect.poll(said, { timeout: 20_000 }).toMatch(/^迟 \d+ 秒$/);
  await expect.poll(said, { timeout: 20_000 }).toMatch(/^保持 \d+ 秒$/);
  expect(await seen()).toContain('held');
  expect(await figure()).toBe(before);
  // Another question is not answered at all.
  await page.locator('[data-metric-slot]').click();
  await page.keyboard.type('退款');
  await page.keyboard.press('Enter');
  await expect.poll(said).toBe('还没有读数');
  expect(await seen()).toContain('waiting');
  expect(await figure()).toBe('—');
  await expect.poll(said, { timeout: 20_000 }).toMatch(/^失联 \d+ 秒$/);
  expect(await page.locator('[data-query-panel] [data-age]').innerText()).toMatch(/^失联 \d+ 秒$/);
  cable.turn('pulled');
  cable.turn('plugged');
  await expect.poll(said, { timeout: 40_000 }).toMatch(/^\d\d:\d\d:\d\d$/);
  await cable.close();
});
