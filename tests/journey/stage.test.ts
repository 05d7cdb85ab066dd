import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { layoutOf } from '../support/layouts.ts';
import { frameOf, middleOf, openDesk, undoTo } from './desk.ts';
import { rest } from './hand.ts';
import { openRooms } from './rooms.ts';

const rooms = openRooms();

const zoom = async (page: Page) => Number((await page.locator('.zooming output').innerText()).replace('%', ''));
const SLOW = { timeout: 30_000 };

test('the canvas is pushed, turned and zoomed, by hand and by key, and the document knows nothing of it', async () => {
  const desk = await openDesk(rooms.system, rooms.browser, { ...layoutOf(6), id: 'looked-at' });
  const { page, errors } = desk;
  const before = await desk.kept();
  await page.locator('#widget-w5').waitFor();
  const stage = await middleOf(page, '[data-stage]');
  const at = () => frameOf(page, '#widget-w0');
  const fitted = await at();

  // Space and the hand.
  await page.mouse.move(stage.x, stage.y);
  await page.keyboard.down(' ');
  await page.mouse.down();
  await page.mouse.move(stage.x + 90, stage.y + 40, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up(' ');
  const moved = async () => {
    const { x, y } = await at();
    return [Math.round(x - fitted.x), Math.round(y - fitted.y)];
  };
  await expect.poll(moved).toEqual([90, 40]);
  const pushed = await at();

  // The wheel, across with Shift, and nearer where the pointer is with Ctrl.
  await page.mouse.wheel(0, 60);
  await expect.poll(async () => Math.round((await at()).y - pushed.y)).toBe(-60);
  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, 50);
  await page.keyboard.up('Shift');
  await expect.poll(async () => Math.round((await at()).x - pushed.x)).toBe(-50);
  const small = await zoom(page);
  const under = await middleOf(page, '#widget-w0');
  await page.mouse.move(under.x, under.y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await expect.poll(() => zoom(page)).toBeGreaterThan(small * 1.5);
  const nearer = await rest(page, '#widget-w0');
  expect([Math.abs(nearer.x - under.x) < 2, Math.abs(nearer.y - under.y) < 2]).toEqual([true, true]);

  // To the selection, to its own size, and the whole again.
  await page.locator('[data-layer="w3"]').click();
  await page.locator('[data-stage]').focus();
  await page.keyboard.press('Shift+2');
  await expect.poll(async () => Math.round((await middleOf(page, '#widget-w3')).x - stage.x)).toBe(0);
  await expect.poll(async () => (await frameOf(page, '#widget-w3')).width).toBeGreaterThan(400);
  await page.keyboard.press('Shift+0');
  await expect.poll(() => zoom(page)).toBe(100);
  await expect.poll(async () => Math.round((await at()).width)).toBe(288);
  await page.keyboard.press('Shift+1');
  await expect.poll(async () => Math.round((await at()).x - fitted.x)).toBe(0);

  // The rulers say both ends of what is selected, and go away.
  await expect.poll(() => page.locator('.ruler.x .end').allTextContents()).toEqual(['972', '1260']);
  await expect.poll(() => page.locator('.ruler.y .end').allTextContents()).toEqual(['36', '160']);
  await page.locator('.zooming').getByRole('button', { name: '标尺' }).click();
  await expect.poll(() => page.locator('.ruler').count()).toBe(0);

  expect(await desk.kept()).toBe(before);
  expect(await page.getByRole('button', { name: '撤销' }).isEnabled()).toBe(false);
  expect(errors).toEqual([]);
});

test('a drag near the border brings the canvas along, and goes back as one step', async () => {
  const desk = await openDesk(rooms.system, rooms.browser, { ...layoutOf(2), id: 'border' });
  const { page } = desk;
  const before = await desk.kept();
  const from = await middleOf(page, '#widget-w0');
  const stage = await frameOf(page, '[data-stage]');
  const other = await frameOf(page, '#widget-w1');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(stage.x + stage.width - 120, from.y, { steps: 4 });
  const seen = (await frameOf(page, '#widget-w0')).x;
  await page.mouse.move(stage.x + stage.width - 2, from.y, { steps: 2 });
  await expect.poll(async () => other.x - (await frameOf(page, '#widget-w1')).x, SLOW).toBeGreaterThan(150);
  // It stays under the hand meanwhile.
  expect((await frameOf(page, '#widget-w0')).x).toBeGreaterThan(seen);
  await page.mouse.up();
  await expect.poll(async () => (await desk.find('w0'))?.box.x ?? 0, SLOW).toBeGreaterThan(1_920);
  await page.keyboard.press('Control+z');
  await expect.poll(desk.kept, SLOW).toBe(before);
});

test('the menu under the right button is that of what lies there', async () => {
  const desk = await openDesk(rooms.system, rooms.browser, { ...layoutOf(3), id: 'menu' });
  const { page } = desk;
  const before = await desk.kept();
  const at = await middleOf(page, '#widget-w1');
  await page.mouse.click(at.x, at.y, { button: 'right' });
  await expect.poll(() => page.locator('[data-layer="w1"]').getAttribute('aria-selected')).toBe('true');
  await page.locator('.n-dropdown-option', { hasText: '删除' }).first().click();
  await expect.poll(async () => (await desk.widgets()).map(({ id }) => id), SLOW).toEqual(['w0', 'w2']);
  // Where nothing lies, it offers nothing that needs a widget.
  const free = await middleOf(page, '[data-stage]');
  await page.mouse.click(free.x, free.y + 150, { button: 'right' });
  await page.locator('.n-dropdown-option', { hasText: '粘贴' }).waitFor();
  expect(await page.locator('.n-dropdown-option', { hasText: '删除' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await undoTo(desk, before);
});

test('2,000 widgets, half a document and a file from elsewhere are refused in a sentence, and nothing is lost', async () => {
  const desk = await openDesk(rooms.system, rooms.browser, { ...layoutOf(3), id: 'pasted' });
  const { page, errors } = desk;
  await page.locator('[data-layer="w1"]').click();
  await page.locator('[data-stage]').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await desk.find('w1'))?.box.x, SLOW).toBe(349);
  const before = await desk.kept();
  const one = layoutOf(1).pages[0]?.widgets[0];
  const many = Array.from({ length: 2_000 }, (_, index) => ({ ...one, id: `many-${index}` }));
  const paste = async (text: string, said: string) => {
    await page.evaluate((written) => navigator.clipboard.writeText(written), text);
    await page.keyboard.press('Control+v');
    await page.getByText(said).first().waitFor();
  };
  await paste(JSON.stringify(many), '一页最多 200 个组件，这里有 2000 个，什么都没有加上');
  await paste(JSON.stringify({ widgets: many }), '没有粘贴任何东西');
  await paste('{"widgets": [{"id": "half"', '剪贴板里的 JSON 不完整，没有粘贴任何东西');
  await paste('<table><tr><td>1</td></tr></table>', '剪贴板里不是组件，没有粘贴任何东西');
  await paste('{"rows": [1, 2, 3]}', '剪贴板里的 JSON 不是组件，没有粘贴任何东西');
  expect(await desk.kept()).toBe(before);
  // Nor is anything laid where a layout ends.
  const far = { ...one, id: 'far', box: { x: 1_900, y: 900, width: 20_000, height: 100 } };
  await page.evaluate((written) => navigator.clipboard.writeText(written), JSON.stringify(far));
  await page.keyboard.press('Control+v');
  await expect.poll(async () => (await desk.find('far'))?.box.x, SLOW).toBe(1_900);
  const pasted = await desk.kept();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Alt+d');
  await page.getByText('这一步做不了，什么都没改').waitFor();
  await page.getByText('组件最远放到 20000 像素处').waitFor();
  expect(await desk.kept()).toBe(pasted);
  await page.locator('[data-layer="w1"]').click();
  await page.locator('[data-stage]').focus();
  // The work goes on.
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await desk.find('w1'))?.box.x, SLOW).toBe(350);
  expect(errors).toEqual([]);
});
