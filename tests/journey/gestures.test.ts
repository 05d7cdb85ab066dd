import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Layout, Placed } from '../../layouts/document.ts';
import { layoutOf } from '../support/layouts.ts';
import { openWall } from './browser.ts';
import { type Desk, middleOf, openDesk, undoTo } from './desk.ts';
import { carry, hold } from './hand.ts';
import { openRooms } from './rooms.ts';

const rooms = openRooms();
const open = (layout: Layout) => openDesk(rooms.system, rooms.browser, layout);
/** Waits until what is kept answers a question as expected. */
const expectKept = (desk: Desk, read: (widgets: Placed[]) => unknown) =>
  expect.poll(async () => read(await desk.widgets()), { timeout: 15_000, interval: 100 });
const find = (widgets: Placed[], id: string) => widgets.find((widget) => widget.id === id);

async function pull(page: Page, selector: string, x: number, y: number, release = true): Promise<void> {
  const from = await middleOf(page, selector);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + x / 2, from.y + y / 2, { steps: 3 });
  await page.mouse.move(from.x + x, from.y + y, { steps: 3 });
  if (release) await page.mouse.up();
}
const head = (page: Page) => page.locator('.selection p').innerText();

test('every gesture is a step; undone, the layout is what it was, byte for byte, and redone what it became', async () => {
  const desk = await open({ ...layoutOf(6), id: 'gestures' });
  const { page } = desk;
  const start = await desk.kept();
  await page.locator('#widget-w5').waitFor();

  // A drag snaps to the edge of another widget and shows the line.
  await pull(page, '#widget-w5', 142, 0, false);
  await expect.poll(() => page.locator('.guides path').count()).toBeGreaterThan(0);
  await page.mouse.up();
  await expectKept(desk, (widgets) => find(widgets, 'w5')?.box).toEqual({
    x: 348,
    y: 184,
    width: 288,
    height: 124,
  });

  // Escape gives a drag back.
  await pull(page, '#widget-w5', 200, 200, false);
  await page.keyboard.press('Escape');
  await page.mouse.up();

  await pull(page, '[data-handle="se"]', 45, 45);
  await expectKept(desk, (widgets) => (find(widgets, 'w5')?.box.width ?? 0) > 350).toBe(true);
  expect((await desk.find('w5'))?.box).toMatchObject({ x: 348, y: 184 });

  // A marquee from the free canvas takes what it touches.
  const [first, second] = [await middleOf(page, '#widget-w0'), await middleOf(page, '#widget-w1')];
  await page.mouse.move(first.x, first.y + 200);
  await page.mouse.down();
  await page.mouse.move(second.x - 100, first.y + 100, { steps: 3 });
  await page.mouse.move(second.x, first.y, { steps: 3 });
  await page.mouse.up();
  await expect.poll(() => head(page)).toContain('已选 3 个');
  await page.keyboard.press('Escape');
  await page.mouse.click(first.x, first.y);
  await page.keyboard.down('Shift');
  await page.mouse.click(second.x, second.y);
  await page.keyboard.up('Shift');
  await expect.poll(() => head(page)).toContain('已选 2 个');
  await page.keyboard.press('Control+g');
  await expectKept(desk, (widgets) => [find(widgets, 'w0')?.group, find(widgets, 'w1')?.group]).toEqual([
    'group',
    'group',
  ]);

  // A click on one of a group takes the group, the next click the one.
  await page.keyboard.press('Escape');
  await page.mouse.click(first.x, first.y);
  await expect.poll(() => head(page)).toContain('已选 2 个');
  await page.mouse.click(first.x, first.y);
  await expect.poll(() => head(page)).not.toContain('已选');
  await page.keyboard.press('Escape');
  await expect.poll(() => head(page)).toContain('已选 2 个');

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await expectKept(desk, (widgets) => find(widgets, 'w0')?.box).toMatchObject({ x: 37, y: 46 });

  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expectKept(desk, (widgets) => widgets.length).toBe(8);
  const pasted = (await desk.widgets()).slice(6);
  expect(pasted.map(({ group }) => group)).toEqual(['group-2', 'group-2']);
  expect(pasted[0]?.box).toMatchObject({ x: 61, y: 70 });

  // Alt copies what is dragged.
  await page.keyboard.down('Alt');
  await pull(page, '#widget-w4', 0, 150);
  await page.keyboard.up('Alt');
  await expectKept(desk, (widgets) => widgets.length).toBe(9);

  // The lowest layer dragged to the top of the list lies over all.
  const top = await middleOf(page, '.layer');
  const bottom = await middleOf(page, '[data-layer="w2"]');
  await page.mouse.move(bottom.x, bottom.y);
  await page.mouse.down();
  await page.mouse.move(bottom.x, bottom.y - 20, { steps: 3 });
  await page.mouse.move(top.x, top.y - 12, { steps: 3 });
  await page.mouse.up();
  await expectKept(desk, (widgets) => widgets.at(-1)?.id).toBe('w2');

  const end = await desk.kept();
  await undoTo(desk, start);
  await hold(page, ['Control', 'Shift'], 'z', 20);
  await expect.poll(desk.kept, { timeout: 15_000 }).toBe(end);
});

test('what is let go beyond the edge of the canvas stands inside it; what stands there already is moved out at will', async () => {
  const desk = await open({ ...layoutOf(1), id: 'edges' });
  const { page } = desk;
  await carry(page, '时钟', 'clock', { x: 0.02, y: 0.5 });
  await expectKept(desk, (widgets) => find(widgets, 'clock')?.box.x).toBe(0);
  await pull(page, '#widget-clock', -60, 0);
  await expectKept(desk, (widgets) => (find(widgets, 'clock')?.box.x ?? 0) < -40).toBe(true);
});

test('200 steps are undone and redone, and the history walks to any of them', async () => {
  const desk = await open({ ...layoutOf(4), id: 'deep' });
  const { page } = desk;
  const start = await desk.kept();
  await page.keyboard.press('Tab');
  for (let round = 0; round < 20; round += 1)
    for (const key of [']', '[']) {
      await page.keyboard.press(key);
      await hold(page, ['Control'], 'l', 4);
    }
  await page.keyboard.press('ArrowDown');
  await expectKept(desk, (widgets) => find(widgets, 'w0')?.box.y).toBe(37);
  const end = await desk.kept();
  await page.locator('.last').click();
  await expect.poll(() => page.locator('.history li').count()).toBe(202);
  await page.locator('.history li').last().locator('button').click();
  await expect.poll(desk.kept, { timeout: 15_000 }).toBe(start);
  await page.locator('.history li').first().locator('button').click();
  await expect.poll(desk.kept, { timeout: 15_000 }).toBe(end);
  await page.keyboard.press('Escape');
  await undoTo(desk, start);
}, 240_000);

test('keys are written on a sheet, commands are found by name, a foreign clipboard is said and harms nothing', async () => {
  const desk = await open({ ...layoutOf(6), id: 'keys' });
  const { page } = desk;
  await page.keyboard.press('?');
  // It is to be read: a key that was meant for the canvas begins nothing in it.
  await page.keyboard.press('Enter');
  expect(await page.getByRole('dialog', { name: '快捷键' }).innerText()).toContain('Ctrl+Shift+Z');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('全选');
  await page.keyboard.press('Enter');
  await expect.poll(() => head(page)).toContain('已选 6 个');
  await page.evaluate(() => navigator.clipboard.writeText('a list of things to buy'));
  await page.keyboard.press('Control+v');
  await page.getByText('剪贴板里不是组件，没有粘贴任何东西').waitFor();
  expect(await page.getByRole('button', { name: '撤销' }).isEnabled()).toBe(false);
});

test('a widget at −10,000 is brought back by a click; a finger moves it', async () => {
  const layout = { ...layoutOf(2), id: 'lost' };
  const away = layout.pages[0]?.widgets[1];
  if (away) away.box = { ...away.box, x: -10_000, y: -10_000 };
  const desk = await open(layout);
  const { page } = desk;
  await page.getByText('1 个组件在画布外面').waitFor();
  await page.getByRole('button', { name: '拉回画布' }).click();
  await expectKept(desk, (widgets) => find(widgets, 'w1')?.box).toMatchObject({ x: 0, y: 0 });
  await page.keyboard.press('Control+z');

  const { x, y } = await middleOf(page, '#widget-w0');
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', by?: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: by === undefined ? [] : [{ x: x + by, y: y + by }],
    });
  await touch('touchStart', 0);
  for (let by = 20; by <= 120; by += 20) await touch('touchMove', by);
  await touch('touchEnd');
  await expectKept(desk, (widgets) => (find(widgets, 'w0')?.box.x ?? 0) > 200).toBe(true);
});

test('layers are renamed, locked and hidden, also from walls; pages are added, doubled, named and deleted; all of it is undone', async () => {
  const desk = await open({ ...layoutOf(2), id: 'layers' });
  const { page } = desk;
  const start = await desk.kept();
  await page.locator('[data-layer="w1"]').dblclick();
  await page.keyboard.type('大盘');
  await page.keyboard.press('Enter');
  await expectKept(desk, (widgets) => find(widgets, 'w1')?.name).toBe('大盘');

  const layer = page.locator('[data-layer="w1"]');
  await layer.getByRole('button', { name: '锁定' }).click();
  await pull(page, '#widget-w1', 60, 60);
  await layer.getByRole('button', { name: '隐藏' }).click();
  await expectKept(desk, (widgets) => find(widgets, 'w1')).toMatchObject({
    locked: true,
    hidden: true,
    box: { x: 348, y: 36 },
  });
  expect(await page.locator('#widget-w1').count()).toBe(0);

  await page.getByRole('button', { name: '加一页' }).click();
  await page.locator('.page .name').last().dblclick();
  await page.keyboard.type('夜里');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '再来一页' }).click();
  const pagesOf = async () =>
    (JSON.parse(await desk.kept()) as Layout).pages.map(({ id, title }) => [id, title?.['zh-CN']]);
  await expect.poll(pagesOf, { timeout: 15_000 }).toEqual([
    ['main', '总览'],
    ['second', undefined],
    ['page', '夜里'],
    ['page-2', '夜里 2'],
  ]);
  await page.getByRole('button', { name: '删除这页' }).click();
  await expect.poll(async () => (await pagesOf()).length, { timeout: 15_000 }).toBe(3);

  const published = await fetch(`${rooms.system.url}/api/layouts/layers/publish`, {
    method: 'POST',
    headers: { authorization: `Bearer ${rooms.system.token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(published.ok).toBe(true);
  const wall = await openWall(rooms.browser, `${rooms.system.url}/wall/layers`);
  await wall.page.locator('#widget-w0').waitFor();
  expect(await wall.page.locator('#widget-w1').count()).toBe(0);

  await undoTo(desk, start);
});
