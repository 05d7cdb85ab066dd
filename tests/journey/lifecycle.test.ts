import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Layout } from '../../layouts/document.ts';
import { openWall, openWindow } from './browser.ts';
import { openRooms } from './rooms.ts';

const rooms = openRooms();
const within = { timeout: 30_000, interval: 50 };

const layout = (id: string, title: string): Layout => ({
  schemaVersion: 1,
  id,
  title: { 'zh-CN': title },
  canvas: { width: 1920, height: 1080, fit: 'contain', theme: 'tide' },
  pages: [
    {
      id: 'main',
      widgets: ['left', 'right'].map((name, index) => ({
        id: name,
        type: 'border',
        box: { x: 100 + index * 900, y: 100, width: 800, height: 200 },
        title: { 'zh-CN': name },
      })),
    },
  ],
});
/** Upon whatever stands there, or upon nothing: a wall that is made. */
async function call(method: string, path: string, body?: unknown, upon: '*' | '' = '*'): Promise<Response> {
  return fetch(`${rooms.system.url}/api/layouts/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${rooms.system.token}`,
      'content-type': 'application/json',
      ...(upon ? { 'if-match': upon } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
const put = async (document: Layout, upon?: '') => {
  const answer = await call('PUT', document.id, document, upon);
  expect(answer.ok).toBe(true);
};
const make = (document: Layout) => put(document, '');
const draft = async (id: string) => (await (await call('GET', id)).json()) as Layout;
const titleOf = (document: Layout, widget: string) =>
  document.pages[0]?.widgets.find(({ id }) => id === widget)?.title?.['zh-CN'];

async function open(path: string, beside?: Page): Promise<Page> {
  const page = await (beside ? beside.context().newPage() : openWindow(rooms.browser, rooms.system.url));
  await page.goto(rooms.system.url + path);
  return page;
}
/** The page of a layout's publication, where what is different is taken back: an edit without the canvas. */
const review = async (id: string, beside?: Page) => {
  const page = await open(`/edit/${id}/publish`, beside);
  await page.locator('.go').waitFor({ timeout: 30_000 });
  return page;
};
const takeBack = async (page: Page, index: number) => {
  await page.locator('.left li').nth(index).hover();
  await page.locator('.left li').nth(index).locator('.undo').click();
};

test('from the start page a wall is made of a template, published, seen on an open wall, and rolled back', async () => {
  const page = await open('/');
  const executive = page.locator('.n-dropdown-option', { hasText: '高管一览' });
  const seen = async () => {
    if (await executive.isVisible()) return true;
    await page.getByRole('button', { name: '从模板' }).click({ timeout: 30_000 });
    return false;
  };
  // On a slow machine the page still moves below the first click: whoever sees no menu clicks again.
  await expect.poll(seen, { timeout: 30_000, interval: 1_000 }).toBe(true);
  await executive.click();
  await page.waitForURL(/\/edit\/executive-2$/, { timeout: 30_000 });
  await page.goto(`${rooms.system.url}/edit/executive-2/publish`);
  await page.locator('#publish-note').fill('第一版');
  await page.locator('.go').click();
  await expect.poll(() => page.locator('.notice').innerText(), within).toContain('r1 已在墙上');

  const wall = await openWall(rooms.browser, `${rooms.system.url}/wall/executive-2`);
  await expect.poll(() => wall.page.locator('.widget').count(), within).toBeGreaterThan(3);
  const first = await wall.page.locator('.widget').count();
  const document = await draft('executive-2');
  const shown = document.pages[0];
  await put({ ...document, pages: [{ ...shown, id: 'main', widgets: shown?.widgets.slice(0, 2) ?? [] }] });
  const again = await review('executive-2');
  // Until what walls show was read it calls itself the first publication.
  await expect.poll(() => again.locator('.left .head b').innerText(), within).toMatch(/^\d+ 处不同$/);
  const began = Date.now();
  await again.locator('.go').click();
  await expect.poll(() => wall.page.locator('.widget').count(), { ...within, interval: 20 }).toBe(2);
  console.info(`publish → picture: ${Date.now() - began} ms`);
  await expect.poll(() => again.locator('.notice .act').innerText(), within).toContain('退回 r1');
  await again.keyboard.press('b');
  await expect.poll(() => wall.page.locator('.widget').count(), { ...within, interval: 20 }).toBe(first);
  expect(wall.errors).toEqual([]);
}, 180_000);

test('an archived wall is neither saved nor published until it is put back, and no change of it is lost', async () => {
  await make(layout('away', '墙'));
  expect((await call('POST', 'away/publish', {})).status).toBe(201);
  const changed = layout('away', '墙');
  for (const widget of changed.pages[0]?.widgets ?? []) widget.title = { 'zh-CN': `新 ${widget.id}` };
  await put(changed);
  const page = await review('away');
  await expect.poll(() => page.locator('.left li .verb').count(), within).toBe(2);
  expect((await call('DELETE', 'away')).status).toBe(204);
  const say = (text: string) => expect.poll(() => page.locator('.notice').innerText(), within).toContain(text);
  await page.locator('.go').click();
  await say('大屏归档了，没有发布 r2');
  await takeBack(page, 0);
  await say('这块大屏归档了，改动都还在');
  expect(titleOf(await draft('away'), 'left')).toBe('新 left');
  await page.locator('.notice .act').click();
  await expect.poll(async () => titleOf(await draft('away'), 'left'), within).toBe('left');
  await page.locator('.go').click();
  await say('r2 已在墙上');
});

describe('two editors on one layout', () => {
  test('both keep what they did where it does not collide', async () => {
    const published = layout('both', '墙');
    await make(published);
    expect((await call('POST', 'both/publish', {})).status).toBe(201);
    const changed = layout('both', '墙');
    for (const widget of changed.pages[0]?.widgets ?? []) widget.title = { 'zh-CN': `新 ${widget.id}` };
    await put(changed);
    const page = await review('both');
    await expect.poll(() => page.locator('.left li .verb').count(), within).toBe(2);
    const other = await draft('both');
    await put({ ...other, title: { 'zh-CN': '别处' } });
    await takeBack(page, 0);
    await expect.poll(() => page.locator('.notice').innerText(), within).toContain('两边的改动已合并');
    await expect
      .poll(async () => {
        const saved = await draft('both');
        return [saved.title['zh-CN'], titleOf(saved, 'left'), titleOf(saved, 'right')];
      }, within)
      .toEqual(['别处', 'left', '新 right']);
  });

  test('the second is told what collides, sees both versions, and chooses', async () => {
    await make(layout('clash', '墙'));
    expect((await call('POST', 'clash/publish', {})).status).toBe(201);
    const changed = layout('clash', '墙');
    for (const widget of changed.pages[0]?.widgets ?? []) widget.title = { 'zh-CN': '改过' };
    await put(changed);
    const page = await review('clash');
    const other = await draft('clash');
    const [left] = other.pages[0]?.widgets ?? [];
    if (left) left.title = { 'zh-CN': '别人的' };
    await put(other);
    await takeBack(page, 0);
    const dialog = page.locator('[role=alertdialog]');
    await expect.poll(() => dialog.innerText(), within).toMatch(/别处先保存了，有 1 处和你冲突/);
    expect(await dialog.innerText()).toContain('别人的');
    // Nothing is chosen by a key that was meant for something else.
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('role') ?? '');
    await expect.poll(focused, within).toBe('alertdialog');
    const sides = dialog.locator('input[type=radio]');
    const chosen = () => sides.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).checked));
    for (const key of ['Enter', ' ']) await page.keyboard.press(key);
    expect(await chosen()).toEqual([false, true]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(chosen, within).toEqual([true, false]);
    await page.keyboard.press('ArrowRight');
    await expect.poll(chosen, within).toEqual([false, true]);
    await dialog.getByText('看两张图').click();
    await expect.poll(() => dialog.locator('.picture').count(), within).toBe(2);
    // What collides has a frame in both.
    const frames = dialog.locator('.pictures .mark');
    await expect.poll(() => frames.allInnerTexts(), within).toEqual(['1', '1']);
    await dialog.locator('input[type=radio]').first().check();
    await dialog.getByText('合并并保存').click();
    await expect.poll(async () => titleOf(await draft('clash'), 'left'), within).toBe('别人的');
    expect(titleOf(await draft('clash'), 'right')).toBe('改过');
  });
});

test('an edit outlives the network, and the death of its page', async () => {
  await make(layout('crash', '墙'));
  expect((await call('POST', 'crash/publish', {})).status).toBe(201);
  const changed = layout('crash', '新墙');
  await put(changed);
  const page = await review('crash');
  const context = page.context();
  await expect.poll(() => page.locator('.left li .verb').count(), within).toBe(1);
  await context.route('**/api/layouts/crash', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  );
  await takeBack(page, 0);
  await expect.poll(() => page.locator('.notice').innerText(), within).toContain('改动存在这台电脑上');
  expect((await draft('crash')).title['zh-CN']).toBe('新墙');
  const session = await context.newCDPSession(page);
  session.send('Page.crash').catch(() => undefined);
  await page.waitForEvent('crash');
  await page.close();
  await context.unroute('**/api/layouts/crash');
  const next = await review('crash', page);
  await expect.poll(() => next.locator('.notice').innerText(), within).toContain('找回来了');
  await expect.poll(async () => (await draft('crash')).title['zh-CN'], within).toBe('墙');
});

test('a freeze asks twice, and wants a reason that stands in the history', async () => {
  await make(layout('frozen', '墙'));
  const freeze = async (body: unknown) =>
    fetch(`${rooms.system.url}/api/freeze`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${rooms.system.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await freeze({ from: Date.now() - 1_000, to: Date.now() + 600_000, reason: '双11当晚' });
  const page = await review('frozen');
  await page.locator('.go').click();
  const dialog = page.locator('[role=alertdialog]');
  await expect.poll(() => dialog.innerText(), within).toContain('双11当晚');
  expect((await call('GET', 'frozen/revisions')).status).toBe(200);
  await dialog.getByText('还是要发').click();
  expect(await dialog.locator('.publish').isDisabled()).toBe(true);
  await dialog.locator('#freeze-reason').click();
  await page.keyboard.type('主场前修正');
  await dialog.locator('.publish').click();
  await expect.poll(() => page.locator('.notice').innerText(), within).toContain('r1 已在墙上');
  await freeze(null);
  const { revisions } = (await (await call('GET', 'frozen/revisions')).json()) as { revisions: { note: string }[] };
  expect(revisions.map(({ note }) => note)).toEqual(['主场前修正']);
});

test('a login that expires takes no edit with it', async () => {
  await make(layout('session', '墙'));
  expect((await call('POST', 'session/publish', {})).status).toBe(201);
  await put(layout('session', '新墙'));
  const page = await review('session');
  const context = page.context();
  let expired = true;
  await context.route('**/api/layouts/session', (route) =>
    expired && route.request().method() === 'PUT'
      ? route.fulfill({ status: 401, json: { code: 'key', status: 401 } })
      : route.continue(),
  );
  await context.route(`${rooms.system.url}/login`, (route) => {
    expired = false;
    return route.fulfill({ status: 200, body: 'ok' });
  });
  await takeBack(page, 0);
  await expect.poll(() => page.locator('.notice').innerText(), within).toContain('登录过期了，改动都还在');
  await page.locator('.notice .act').click();
  await page.locator('#sign-password').click();
  await page.keyboard.type('a password');
  await page.getByRole('dialog').getByRole('button', { name: '登录' }).click();
  await expect.poll(async () => (await draft('session')).title['zh-CN'], within).toBe('墙');
});

test('what is typed as JSON is on the canvas; a text that breaks off stays, and the canvas too', async () => {
  await make(layout('typed', '墙'));
  const page = await open('/edit/typed');
  await page.locator('.editor').waitFor({ timeout: 30_000 });
  await page.keyboard.press('ControlOrMeta+j');
  const line = page.locator('.cm-line', { hasText: '"墙"' }).first();
  await line.click({ timeout: 30_000 });
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('夜');
  await expect.poll(async () => (await draft('typed')).title['zh-CN'], within).toBe('墙夜');
  await page.keyboard.type('"');
  await expect.poll(() => page.locator('.json header').innerText(), within).toMatch(/第 \d+ 行读不下去/);
  expect((await draft('typed')).title['zh-CN']).toBe('墙夜');
  await page.getByText('换回画布的').click();
  await expect.poll(() => page.locator('.json header').innerText(), within).toContain('和画布一致');
});
