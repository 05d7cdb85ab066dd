import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openWindow } from './browser.ts';
import { openRooms } from './rooms.ts';

const rooms = openRooms();
beforeAll(async () => {
  await call('PUT', '/api/layouts/held', wall('墙'), '');
  await call('POST', '/api/layouts/held/publish', {});
  await call('PUT', '/api/layouts/held', wall('新墙'));
  await call('PUT', '/api/layouts/crowded', { ...wall('双11 全渠道作战大屏'), id: 'crowded' }, '');
  await call('POST', '/api/layouts/crowded/publish', {});
  await call('PUT', '/api/freeze', { from: Date.now() - 1_000, to: Date.now() + 48 * 3_600_000, reason: '双11当晚' });
});
const within = { timeout: 30_000, interval: 50 };

const wall = (title: string) => ({
  schemaVersion: 1,
  id: 'held',
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
/** Upon whatever stands there, or upon nothing: a wall that is made. */
async function call(method: string, path: string, body: unknown, upon: '*' | '' = '*'): Promise<void> {
  const answer = await fetch(rooms.system.url + path, {
    method,
    headers: {
      authorization: `Bearer ${rooms.system.token}`,
      'content-type': 'application/json',
      ...(upon ? { 'if-match': upon } : {}),
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
}
async function open(path: string, standing: string): Promise<Page> {
  const page = await openWindow(rooms.browser, rooms.system.url);
  await page.goto(rooms.system.url + path);
  await page.locator(standing).first().waitFor({ timeout: 30_000 });
  return page;
}

const dialog = (page: Page) => page.locator('dialog[open]');
/** Presses the tabulator there and back more often than the dialog has parts, and tells what had the focus outside it. */
async function strays(page: Page): Promise<string[]> {
  const outside: string[] = [];
  for (const key of ['Tab', 'Shift+Tab'])
    for (let press = 0; press < 12; press += 1) {
      await page.keyboard.press(key);
      const at = await page.evaluate(() => {
        const focused = document.activeElement;
        return focused?.closest('dialog[open]') ? '' : (focused?.outerHTML.slice(0, 80) ?? 'nothing');
      });
      if (at !== '') outside.push(`${key} ${press}: ${at}`);
    }
  return outside;
}

/** Whether the focus is in an open dialog. */
const isWithin = (page: Page) => page.evaluate(() => document.activeElement?.closest('dialog[open]') != null);

/** How each dialog is opened, by the keyboard, from a place that the focus can go back to. */
const DIALOGS: [name: string, path: string, opener: string, opening: (page: Page) => Promise<void>][] = [
  ['the keys', '/edit/held', '.headline a.publish', (page) => page.keyboard.press('?')],
  ['the commands', '/edit/held', '.headline a.publish', (page) => page.keyboard.press('ControlOrMeta+k')],
  ['the freeze', '/edit/held/publish', '.go', (page) => page.keyboard.press('Enter')],
  [
    'the revisions',
    '/',
    '[aria-label="「墙」的更多"], [aria-label="「新墙」的更多"]',
    async (page) => {
      await page.keyboard.press('Enter');
      await page.locator('.n-dropdown-option', { hasText: '以前的版本' }).click();
    },
  ],
];

describe.each(DIALOGS)('%s', (_, path, opener, opening) => {
  test('keep the focus, close by Esc, and give it back', async () => {
    const page = await open(path, opener);
    await page.locator(opener).first().focus();
    await opening(page);
    await dialog(page).waitFor({ timeout: 30_000 });
    expect(await dialog(page).getAttribute('aria-label')).toMatch(/\p{Script=Han}/u);
    expect(await strays(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog(page).count(), within).toBe(0);
    const back = () =>
      page
        .locator(opener)
        .first()
        .evaluate((element) => element === document.activeElement);
    await expect.poll(back, within).toBe(true);
    await page.close();
  }, 120_000);
});

test('the login takes the keys to the password at once, keeps the focus, says what was wrong, and gives the focus back', async () => {
  const page = await open('/edit/held/publish', '.left li .verb');
  await page.route('**/api/layouts/held', (route) =>
    route.request().method() === 'PUT'
      ? route.fulfill({ status: 401, json: { code: 'key', status: 401 } })
      : route.continue(),
  );
  await page.route('**/login', (route) => route.fulfill({ status: 401, body: '' }));
  await page.locator('.left li .undo').first().focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.notice').innerText(), within).toContain('登录过期了');
  await page.locator('.notice .act').focus();
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ timeout: 30_000 });
  const focused = () => page.evaluate(() => document.activeElement?.id ?? '');
  await expect.poll(focused, within).toBe('sign-password');
  expect(await strays(page)).toEqual([]);
  await page.locator('#sign-password').focus();
  await page.keyboard.type('not it');
  await page.keyboard.press('Enter');
  await expect.poll(() => dialog(page).getByRole('alert').innerText(), within).toBe('密码不对');
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog(page).count(), within).toBe(0);
  const back = () => page.evaluate(() => document.activeElement?.matches('.notice .act') ?? false);
  await expect.poll(back, within).toBe(true);
  await page.close();
}, 120_000);

test('a click beside it puts a dialog away, and no key of it reaches the editor below', async () => {
  const page = await open('/edit/held', '.editor');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('?');
  await dialog(page).waitFor();
  await page.keyboard.press('Delete');
  await page.mouse.click(8, 500);
  await expect.poll(() => dialog(page).count(), within).toBe(0);
  await expect.poll(() => page.locator('.layers').innerText(), within).toContain('新墙');
});

test('a collision stays until it is answered, whatever is pressed', async () => {
  const page = await open('/edit/held/publish', '.left li');
  await page.locator('.left li .verb').first().waitFor();
  await call('PUT', '/api/layouts/held', wall('别人的'));
  await page.locator('.left li .undo').first().focus();
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ timeout: 30_000 });
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape');
  // A browser closes a dialog at the second Escape, whatever the page says; it is open again a moment later.
  await expect.poll(() => isWithin(page), within).toBe(true);
  expect(await strays(page)).toEqual([]);
  expect(await dialog(page).innerText()).toContain('别处先保存了');
  await dialog(page).getByRole('button', { name: '合并并保存' }).click();
  await expect.poll(() => dialog(page).count(), within).toBe(0);
}, 120_000);

test('the top bar has room for all of it at every width and in both languages, under a freeze too', async () => {
  const page = await open('/edit/crowded', '.editor');
  await page.locator('.headline .freeze').waitFor({ timeout: 30_000 });
  const crowded = () =>
    page.evaluate(() => {
      const bar = document.querySelector('.headline') as HTMLElement;
      const parts = [...bar.children].filter((part) => part.getClientRects().length > 0 && part.tagName !== 'I');
      const boxes = parts.map((part) => ({ name: part.className || part.tagName, box: part.getBoundingClientRect() }));
      const over = boxes.flatMap(({ name, box }, index) => {
        const next = boxes[index + 1];
        return next && box.right > next.box.left + 0.5 ? [`${name} over ${next.name}`] : [];
      });
      const last = boxes.at(-1);
      const cut = last && last.box.right > window.innerWidth ? [`${last.name} beyond the window`] : [];
      // The name of the wall is what the bar is for.
      const name = bar.querySelector('h1') as HTMLElement;
      return [...over, ...cut, ...(name.clientWidth < Math.min(name.scrollWidth, 60) ? ['no room for the name'] : [])];
    });
  const found: string[] = [];
  const look = async (state: string) => {
    for (const language of ['EN', '中文']) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.locator('.headline').getByRole('button', { name: language, exact: true }).click();
      for (let width = 900; width <= 1_300; width += 20) {
        await page.setViewportSize({ width, height: 800 });
        found.push(...(await crowded()).map((fault) => `${state} ${language} ${width}: ${fault}`));
      }
    }
  };
  await look('saved');
  await page.route('**/api/layouts/crowded', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  );
  await page.locator('.stage').first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.locator('.kept').innerText(), within).toContain('改动存在这台电脑上');
  await look('kept');
  await page.unroute('**/api/layouts/crowded');
  await expect.poll(() => page.locator('.kept').innerText(), within).toContain('草稿已保存');
  expect(found).toEqual([]);
}, 180_000);

test('a narrow window keeps its panels beside, a slim one is to look at', async () => {
  const page = await open('/edit/held', '.editor');
  await page.setViewportSize({ width: 1000, height: 800 });
  expect(await page.locator('.layers').isVisible()).toBe(false);
  await page.getByRole('button', { name: '组件和图层' }).click();
  await page.getByRole('button', { name: '检查器' }).click();
  await expect.poll(() => page.locator('.layers').isVisible(), within).toBe(true);
  await expect.poll(() => page.locator('aside.inspector').isVisible(), within).toBe(true);
  await page.setViewportSize({ width: 860, height: 800 });
  await expect.poll(() => page.locator('.narrow .note').innerText(), within).toContain('这里只能看、发布和退回');
  expect(await page.locator('.editor').count()).toBe(0);
}, 120_000);
