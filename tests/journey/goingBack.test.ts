import type { Page } from 'playwright-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Layout } from '../../layouts/document.ts';
import { openWall, openWindow } from './browser.ts';
import { openRooms } from './rooms.ts';

const rooms = openRooms();
const within = { timeout: 30_000, interval: 50 };

/** Upon whatever stands there, or upon nothing: a wall that is made. */
async function call(method: string, path: string, body?: unknown, upon: '*' | '' = '*'): Promise<Response> {
  const headers = {
    authorization: `Bearer ${rooms.system.token}`,
    'content-type': 'application/json',
    ...(upon ? { 'if-match': upon } : {}),
  };
  const answer = await fetch(`${rooms.system.url}/api/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return answer;
}
interface Told {
  revision: number;
  author: string;
  note: string;
  of?: number;
}
const past = async (id: string) =>
  ((await (await call('GET', `layouts/${id}/revisions`)).json()) as { revisions: Told[] }).revisions;

const wall = (title: string): Layout => ({
  schemaVersion: 1,
  id: 'made',
  title: { 'zh-CN': title },
  canvas: { width: 1920, height: 1080, fit: 'contain', theme: 'tide' },
  pages: [
    {
      id: 'main',
      widgets: [
        { id: 'one', type: 'border', box: { x: 100, y: 100, width: 800, height: 200 }, title: { 'zh-CN': title } },
      ],
    },
  ],
});
const freeze = (reason: string) =>
  call('PUT', 'freeze', { from: Date.now() - 1_000, to: Date.now() + 3_600_000, reason });

/** The page of a layout's publication, in a browser of its own. */
async function review(id: string): Promise<Page> {
  const page = await openWindow(rooms.browser, rooms.system.url);
  await page.goto(`${rooms.system.url}/edit/${id}/publish`);
  await page.locator('.go').waitFor(within);
  return page;
}
const notice = (page: Page) => page.locator('.notice');
const says = (page: Page, words: string | RegExp) =>
  expect.poll(() => notice(page).innerText(), within)[typeof words === 'string' ? 'toContain' : 'toMatch'](words);

beforeAll(async () => {
  const executive = (await (await call('GET', 'layouts/executive')).json()) as Layout;
  const [first] = executive.pages;
  if (first) first.widgets = first.widgets.slice(0, 2);
  await call('PUT', 'layouts/executive', executive);
  await call('PUT', 'layouts/made', wall('墙'), '');
});
afterEach(() => call('PUT', 'freeze', null));

test('the first publication of a template is taken back by B: an open wall shows the template again', async () => {
  const shown = await openWall(rooms.browser, `${rooms.system.url}/wall/executive`);
  const widgets = () => shown.page.locator('.widget').count();
  await expect.poll(widgets, within).toBeGreaterThan(2);
  const delivered = await widgets();
  const page = await review('executive');
  await expect.poll(() => page.locator('header .tag').allInnerTexts(), within).toEqual(['模板', 'r1']);
  await page.locator('#publish-note').click();
  await page.keyboard.type('首版');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(widgets, within).toBe(2);
  await says(page, '退回模板');
  await page.keyboard.press('b');
  await expect.poll(widgets, { ...within, interval: 20 }).toBe(delivered);
  await says(page, '已退回模板');
  expect((await past('executive')).map(({ of }) => of)).toEqual([0, undefined]);
  const rows = page.locator('.earlier li');
  await expect.poll(() => rows.last().innerText(), within).toMatch(/^模板/);
  await page.locator('.earlier').getByRole('button', { name: '退回 r1' }).click();
  await expect.poll(widgets, within).toBe(2);
  await page.locator('.earlier').getByRole('button', { name: '退回模板' }).click();
  await expect.poll(widgets, within).toBe(delivered);
  expect(shown.errors).toEqual([]);
}, 120_000);

test('a wall made here begins as a new one and offers no way back', async () => {
  const page = await review('made');
  await expect.poll(() => page.locator('header .tag').allInnerTexts(), within).toEqual(['新', 'r1']);
  await page.locator('.go').click();
  await says(page, 'r1 已在墙上');
  expect(await notice(page).locator('.act').count()).toBe(0);
}, 60_000);

test('in a freeze what was published just now is taken back by one key, once, and the offer stands until it is', async () => {
  await freeze('双11当晚');
  await call('PUT', 'layouts/made', wall('新墙'));
  const page = await review('made');
  // The network is away for the first press of B: the offer is there for the second one. A browser takes a moment until it holds requests up.
  let away = true;
  await page.route('**/rollback', (route) => (away ? route.abort() : route.continue()));
  await page.locator('.go').click();
  await page.getByText('还是要发').click();
  await page.locator('#freeze-reason').fill('主场前修正');
  await page.keyboard.press('Enter');
  await says(page, '退回 r1');
  await page.keyboard.press('b');
  await says(page, /网断了，没有退回 r1[\s\S]*B/);
  away = false;
  await page.keyboard.down('b');
  await page.keyboard.down('b');
  await page.keyboard.up('b');
  await page.keyboard.press('b');
  await says(page, '已退回 r1');
  expect(await page.locator('dialog[open]').count()).toBe(0);
  await page.keyboard.press('b');
  await expect
    .poll(async () => (await past('made')).map(({ note, of }) => ({ note, of })), within)
    .toEqual([
      { note: '', of: 1 },
      { note: '主场前修正', of: undefined },
      { note: '', of: undefined },
    ]);
}, 90_000);

test('in a freeze an older revision is brought back with one confirmation, which Escape declines and Enter gives', async () => {
  await freeze('双11当晚');
  const page = await review('made');
  const old = page.locator('.earlier').getByRole('button', { name: '退回 r2' });
  await old.click();
  const dialog = page.locator('[role=alertdialog]');
  await expect.poll(() => dialog.locator('#freeze-reason').inputValue(), within).toBe('墙上现在的版本有问题');
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count(), within).toBe(0);
  expect(await past('made')).toHaveLength(3);
  await old.click();
  await expect
    .poll(() => dialog.locator('.publish').evaluate((one) => one === document.activeElement), within)
    .toBe(true);
  await page.keyboard.press('Enter');
  await says(page, '已退回 r2');
  expect((await past('made'))[0]).toMatchObject({ of: 2, note: '墙上现在的版本有问题' });
}, 60_000);

test('a freeze is set on the page, said while it holds, and ended with one confirmation', async () => {
  await call('PUT', 'layouts/made', wall('再改'));
  const page = await review('made');
  await page.getByRole('button', { name: '设一段…' }).click();
  const from = await page.locator('#freeze-from').inputValue();
  await page.locator('#freeze-to').fill(from);
  await page.locator('#freeze-why').fill('主场');
  await page.getByRole('button', { name: '设好封网' }).click();
  expect(await page.getByRole('alert').innerText()).toBe('要晚于开始');
  await page.locator('#freeze-to').fill(`${Number(from.slice(0, 4)) + 1}${from.slice(4, 8)}01T00:30`);
  // Somebody else sets one meanwhile, which this page reads as soon as it wants to publish: the form was opened upon none.
  await freeze('别处先设');
  await page.locator('.go').click();
  await page.getByRole('button', { name: '先不发' }).click();
  await page.getByRole('button', { name: '改成这样' }).click();
  await expect.poll(() => page.getByRole('alert').innerText(), within).toMatch(/刚才别处改了封网，现在是 .*别处先设/);
  expect(await page.locator('#freeze-why').inputValue()).toBe('主场');
  await page.getByRole('button', { name: '还是设成这样' }).click();
  await says(page, '封网设好了');
  const part = page.locator('.right .card');
  await expect.poll(() => part.innerText(), within).toMatch(/正在封网，还有 \d+ 天[\s\S]*00:30[\s\S]*主场/);
  const kept = (await (await call('GET', 'freeze')).json()) as { freeze: { from: number; to: number; reason: string } };
  expect(kept.freeze.reason).toBe('主场');
  expect(kept.freeze.to).toBeGreaterThan(Date.now());
  await part.getByRole('button', { name: '结束封网…' }).click();
  await freeze('别处延长');
  await part.getByRole('button', { name: '结束封网' }).click();
  await expect.poll(() => part.innerText(), within).toMatch(/别处延长\s*刚才别处改成了这样，还没有结束/);
  await part.getByRole('button', { name: '结束封网' }).click();
  await says(page, '封网结束了');
  expect(await (await call('GET', 'freeze')).json()).toEqual({ freeze: null });
}, 60_000);

test('whoever publishes is asked for a name once, in any script, and can change it', async () => {
  await call('PUT', 'layouts/made', wall('署名'));
  const page = await review('made');
  await page.locator('#publish-author').fill('林晓 Ωmega');
  await page.locator('.go').click();
  await says(page, '已在墙上');
  await expect.poll(() => page.locator('.right .author').innerText(), within).toMatch(/由\s*林晓 Ωmega\s*发布/);
  expect((await past('made'))[0]?.author).toBe('林晓 Ωmega');
  await page.reload();
  await page.getByRole('button', { name: '改名字' }).click({ timeout: 30_000 });
  await page.locator('#publish-author').fill('周宁');
  await page.keyboard.press('Enter');
  await page.locator('.earlier').getByRole('button', { name: '退回 r1' }).click();
  await says(page, '已退回 r1');
  expect((await past('made'))[0]).toMatchObject({ author: '周宁', of: 1 });
}, 90_000);
