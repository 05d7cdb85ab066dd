import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { layoutOf } from '../support/layouts.ts';
import { type Desk, frameOf, middleOf, openDesk } from './desk.ts';
import { rest, spot } from './hand.ts';
import { openRooms } from './rooms.ts';

const rooms = openRooms();
const SLOW = { timeout: 30_000 };
const open = (id: string, count = 2): Promise<Desk> =>
  openDesk(rooms.system, rooms.browser, { ...layoutOf(count), id });
const names = async (desk: Desk) => (await desk.widgets()).map(({ name }) => name);

/** Writes by an input method: the letters stand marked until a candidate is chosen, and the key that chooses is its own. */
async function compose(page: Page, letters: string, chosen: string, key: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const selectionStart = letters.length;
  await session.send('Input.imeSetComposition', { text: letters, selectionStart, selectionEnd: selectionStart });
  // A browser tells of the key that chooses while it is still composing.
  await page.evaluate((pressed) => {
    const event = new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true, isComposing: true });
    document.activeElement?.dispatchEvent(event);
  }, key);
  await session.send('Input.insertText', { text: chosen });
}

test('a key with which an input method is answered commits nothing, runs nothing and closes nothing', async () => {
  const desk = await open('composed');
  const { page } = desk;
  await page.locator('[data-layer="w1"]').dblclick();
  const field = page.locator('[data-layer="w1"] input');
  await field.waitFor();
  await compose(page, 'da pan', '大盘', 'Enter');
  await page.keyboard.type('A');
  await compose(page, 'qu', '区', 'Escape');
  expect(await field.inputValue()).toBe('大盘A区');
  await page.keyboard.press('Enter');
  await expect.poll(() => names(desk), SLOW).toEqual([undefined, '大盘A区']);

  await page.locator('[data-stage]').focus();
  await page.keyboard.press('Control+k');
  await compose(page, 'quan xuan', '全选', 'Enter');
  expect(await page.locator('dialog[open] [role=option]').first().innerText()).toContain('全选');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.selection p').innerText()).toContain('已选 2 个');
});

test('what is typed in a field is for what was selected then, also when the next thing is a press on the canvas', async () => {
  const desk = await open('typed');
  const { page } = desk;
  await page.locator('[data-layer="w0"]').click();
  await page.locator('[data-tab="place"]').click();
  const left = page.locator('[data-side="x"] input');
  await expect.poll(() => left.inputValue(), SLOW).toBe('36'); // the field is that of what is selected
  await left.fill('500');
  const other = await middleOf(page, '#widget-w1');
  await page.mouse.click(other.x, other.y);
  await expect.poll(async () => (await desk.widgets()).map(({ box }) => box.x), SLOW).toEqual([500, 348]);
});

test('a window that is closed in the middle of a word keeps the word', async () => {
  const desk = await open('closed');
  const { page } = desk;
  await page.route('**/api/layouts/closed', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  );
  await page.locator('[data-layer="w0"]').click();
  await page.locator('[data-tab="place"]').click();
  const top = page.locator('[data-side="y"] input');
  await expect.poll(() => top.inputValue(), SLOW).toBe('36');
  await top.fill('444');
  const next = await page.context().newPage();
  // It is closed once the page has had its last word.
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })]);
  await next.goto(`${rooms.system.url}/edit/closed`);
  await next.getByText('上次没存上的改动找回来了').waitFor(SLOW);
  await expect.poll(async () => (await desk.find('w0'))?.box.y, SLOW).toBe(444);
});

test('a key pressed while an item of the palette is carried leaves it under the hand', async () => {
  const desk = await open('carried');
  const { page } = desk;
  const before = await desk.kept();
  const first = await middleOf(page, '#widget-w0');
  await page.mouse.click(first.x, first.y);
  await page.locator('[data-palette-search]').fill('时钟');
  const from = await rest(page, '[data-place="clock"]', 0.5, 0.3); // it moves up while what is not found goes
  const to = await spot(page, '[data-stage]', 0.5, 0.6);
  const carry = async () => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x - 40, to.y, { steps: 3 });
    await page.mouse.move(to.x, to.y, { steps: 3 });
    await page.locator('#widget-clock').waitFor();
  };
  await carry();
  const under = await frameOf(page, '#widget-clock');
  await page.keyboard.down('Shift');
  const still = await frameOf(page, '#widget-clock');
  expect([Math.round(still.x - under.x), Math.round(still.y - under.y)]).toEqual([0, 0]);
  await page.keyboard.up('Shift');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('#widget-clock').count()).toBe(0);
  await page.mouse.up();

  // Let go beside the canvas it is nowhere.
  await carry();
  await page.mouse.move(from.x, from.y, { steps: 3 });
  await page.mouse.up();
  expect(await page.locator('#widget-clock').count()).toBe(0);
  expect(await desk.kept()).toBe(before);
});

test('what somebody else saves in the middle of a drag is there after it, and the drag too', async () => {
  const desk = await open('meanwhile');
  const { page, errors } = desk;
  const from = await middleOf(page, '#widget-w0');
  // What is saved here comes second, and not before the drag has begun.
  let begun = () => {};
  const drag = new Promise<void>((resolve) => {
    begun = resolve;
  });
  await page.route('**/api/layouts/meanwhile', async (route) => {
    if (route.request().method() === 'PUT') await drag;
    await route.continue();
  });
  await page.locator('[data-layer="w1"]').click();
  await page.locator('[data-stage]').focus();
  await page.keyboard.press('ArrowDown');
  const other = JSON.parse(await desk.kept());
  other.pages[0].widgets[1].title = { 'zh-CN': '别处' };
  const headers = { authorization: `Bearer ${rooms.system.token}`, 'content-type': 'application/json' };
  await fetch(`${rooms.system.url}/api/layouts/meanwhile`, {
    method: 'PUT',
    headers: { ...headers, 'if-match': '*' },
    body: JSON.stringify(other),
  });
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 60, { steps: 4 });
  begun();
  await page.getByText('两边的改动已合并').waitFor(SLOW);
  await page.mouse.move(from.x + 90, from.y + 90, { steps: 4 });
  await page.mouse.up();
  await expect
    .poll(async () => (await desk.widgets())[1], SLOW)
    .toMatchObject({ title: { 'zh-CN': '别处' }, box: { y: 37 } });
  await expect.poll(async () => (await desk.find('w0'))?.box.x ?? 0, SLOW).toBeGreaterThan(100);
  expect(errors.filter((error) => !/412/.test(error))).toEqual([]);
});

test('who pastes over a question that has to be answered changes nothing below it', async () => {
  const desk = await open('asked');
  const { page } = desk;
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  const other = JSON.parse(await desk.kept());
  other.pages[0].widgets[0].box.x = 700;
  const headers = { authorization: `Bearer ${rooms.system.token}`, 'content-type': 'application/json' };
  await fetch(`${rooms.system.url}/api/layouts/asked`, {
    method: 'PUT',
    headers: { ...headers, 'if-match': '*' },
    body: JSON.stringify(other),
  });
  // It was told while the line was cut: with the question the line is there again.
  await page.route('**/api/layouts/asked', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  );
  await page.keyboard.press('ArrowRight');
  await page.getByText('网断了').waitFor(SLOW);
  await page.unroute('**/api/layouts/asked');
  await page.locator('[role=alertdialog]').waitFor(SLOW);
  expect(await page.getByText('网断了').count()).toBe(0);
  await page.keyboard.press('Control+v');
  await page.waitForTimeout(300);
  expect(await page.locator('.layer').count()).toBe(2);
  await page.getByRole('button', { name: '合并并保存' }).click();
  await expect.poll(async () => (await desk.widgets()).map(({ box }) => box.x), SLOW).toEqual([37, 349]);
});

test('what is pasted over everything in the JSON view is for the text alone', async () => {
  const desk = await open('pasted');
  const { page, errors } = desk;
  const before = await desk.kept();
  await page.evaluate(() => navigator.clipboard.writeText('{ "schemaVersion": 1,'));
  await page.keyboard.press('Control+j');
  await page.locator('.cm-line').nth(3).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
  await page.getByText('第 1 行读不下去，画布还是上一份').waitFor(SLOW);
  expect(await page.locator('.cm-content').innerText()).toBe('{ "schemaVersion": 1,');
  expect(await page.locator('.notice').count()).toBe(0);
  expect(await page.locator('.layer').count()).toBe(2);
  expect([await desk.kept(), errors]).toEqual([before, []]);
});

test('a JSON text that is left unfinished is there after a reload, and is finished upon what was done since, or dropped', async () => {
  const desk = await open('unfinished');
  const { page, errors } = desk;
  const text = (await desk.kept()).replace('"Trial"', '"Half"');
  expect(text).toContain('Half');
  const trouble = page.locator('.json .trouble');
  const paste = async () => {
    await page.locator('.cm-line').first().click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+v');
    await trouble.waitFor(SLOW);
  };
  const again = async () => {
    await page.reload();
    await page.locator('.layer').first().waitFor(SLOW);
  };
  await page.evaluate((half) => navigator.clipboard.writeText(half), text.trimEnd().slice(0, -1));
  await page.keyboard.press('Control+j');
  await paste();
  await again();
  await page.locator('[data-layer="w0"]').click();
  await page.locator('[data-stage]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+j');
  await page.getByText('上次没写完').waitFor(SLOW);
  await page.locator('.cm-line').first().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('}');
  await expect.poll(() => trouble.count(), SLOW).toBe(0);
  await expect.poll(async () => JSON.parse(await desk.kept()).title.en, SLOW).toBe('Half');
  expect((await desk.find('w0'))?.box.x).toBe(37);

  await paste();
  await again();
  await page.keyboard.press('Control+j');
  await page.getByRole('button', { name: '丢掉' }).click();
  expect(await trouble.count()).toBe(0);
  await again();
  await page.keyboard.press('Control+j');
  await page.locator('.cm-line').nth(3).waitFor(SLOW);
  expect(await trouble.count()).toBe(0);
  expect(errors).toEqual([]);
});

test('a name of code or HTML is refused where it is written, and the work goes on being saved', async () => {
  const desk = await open('named');
  const { page } = desk;
  const code = '<img src=x onerror="alert(1)">';
  await page.locator('[data-layer="w1"]').dblclick();
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await page.getByText('不能写代码和 HTML').waitFor();
  await page.locator('.notice .shut').click();
  await page.locator('.page .name').first().dblclick();
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await page.getByText('不能写代码和 HTML').waitFor();
  expect(await page.getByRole('button', { name: '撤销' }).isEnabled()).toBe(false);
  await page.locator('[data-layer="w0"]').click();
  await page.locator('[data-stage]').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await desk.find('w0'))?.box.x, SLOW).toBe(37);
});
