import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { leave, openWall } from './browser.ts';
import { openRooms } from './rooms.ts';
import { orders, send } from './sale.ts';

const rooms = openRooms(true);
const within = { timeout: 30_000, interval: 100 };
const DAY = 86_400_000;

beforeAll(async () => {
  await send(rooms.system, orders('old', 300, Date.now() - DAY + 20 * 60_000, 25 * 60_000));
});

interface Head {
  title: string;
  /** How far the title is from its mark, px of the screen; and whether an end of it is cut off. */
  apart: number;
  cut: boolean;
  mark: string;
}
const heads = (page: Page): Promise<Head[]> =>
  page.locator('.widget header:has(h2):has(.mark)').evaluateAll((all) =>
    all.map((header) => {
      const [title, mark] = ['h2', '.mark'].map((part) => header.querySelector<HTMLElement>(part));
      if (!title || !mark) throw new Error('a head without its parts');
      const apart = mark.getBoundingClientRect().left - title.getBoundingClientRect().right;
      const cut = title.scrollWidth > title.clientWidth;
      return { title: title.innerText, apart, cut, mark: mark.innerText };
    }),
  );

test('English titles of the templates stand whole, and give way when the numbers are late', async () => {
  const walls = await Promise.all(
    ['executive', 'channels'].map((id) => openWall(rooms.browser, `${rooms.system.url}/wall/${id}?language=en`)),
  );
  for (const { page } of walls) {
    await expect.poll(async () => (await heads(page)).length, within).toBeGreaterThan(4);
    await expect.poll(async () => (await heads(page)).filter(({ mark }) => mark), within).toEqual([]);
    expect((await heads(page)).filter(({ cut }) => cut)).toEqual([]);
  }
  const { page: slim } = await openWall(rooms.browser, `${rooms.system.url}/screens`, { width: 900, height: 700 });
  const alive = slim.locator('nav .alive');
  await expect.poll(() => alive.getAttribute('class'), within).toContain('live');
  const standing = rooms.system.pids().aggregator;
  for (const pid of standing) process.kill(pid, 'SIGSTOP');
  try {
    // The operators' pages say it too, however narrow.
    await expect.poll(() => alive.innerText(), within).toMatch(/^(迟|保持|late|held) \d+/);
    for (const { page } of walls) {
      await expect.poll(async () => (await heads(page)).filter(({ mark }) => !mark), within).toEqual([]);
      const all = await heads(page);
      for (const { title, mark, apart } of all) {
        expect([title, mark]).toEqual([title, expect.stringMatching(/^(late|held) \d+ s$/)]);
        expect([title, apart >= 8]).toEqual([title, true]);
      }
    }
  } finally {
    for (const pid of standing)
      try {
        process.kill(pid, 'SIGCONT');
      } catch {
        // The supervisor has ended it meanwhile.
      }
  }
});

test('the canvas of the editor speaks as the page around it, and a wall as it is asked to, else Chinese', async () => {
  const spoken = async (path: string, part: string) => {
    const { page } = await openWall(rooms.browser, rooms.system.url + path, { width: 1440, height: 900 });
    await page.locator(part).first().waitFor({ state: 'attached', timeout: 30_000 });
    const found = await page.locator(part).first().getAttribute('lang');
    await leave(page);
    return found;
  };
  expect(await spoken('/edit/executive?language=en', '[data-stage] .canvas')).toBe('en');
  expect(await spoken('/edit/executive', '[data-stage] .canvas')).toBe('zh-CN');
  expect(await spoken('/wall/executive?language=en', 'html:has(.widget)')).toBe('en');
  expect(await spoken('/wall/executive', 'html:has(.widget)')).toBe('zh-CN');
});

test('on a small start page every word of the campaign’s curve stands whole; a new wall asks for nothing that is not there', async () => {
  const { page, errors } = await openWall(rooms.browser, `${rooms.system.url}/?language=en`, {
    width: 1280,
    height: 720,
  });
  const refused: string[] = [];
  page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
  });
  const label = page.locator('.curve text', { hasText: 'last time' });
  await label.waitFor({ timeout: 30_000 });
  const beyond = () =>
    page.locator('.curve svg').evaluate((svg) => {
      const frame = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('text')]
        .filter((text) => text.getBoundingClientRect().right > frame.right + 0.5)
        .map((text) => `${text.textContent} ${text.getBoundingClientRect().right - frame.right}`);
    });
  // While the page still fills, the curve takes its new width a frame later.
  await expect.poll(beyond, within).toEqual([]);
  await page.getByRole('button', { name: 'New wall' }).click();
  await page.waitForURL(/\/edit\/wall$/, { timeout: 30_000 });
  await page.locator('.empty').waitFor({ timeout: 30_000 });
  await page.getByText('Not published yet').waitFor({ timeout: 30_000 });
  expect(refused).toEqual([]);
  expect(errors).toEqual([]);
});

test('the comma of a great number stands clear of the line below it', async () => {
  const [big] = orders('big', 1, Date.now() - 1_000, 0) as [Record<string, unknown>];
  await send(rooms.system, [{ ...big, amount: '23456789.00', lines: [] }]);
  const { page, exact } = await openWall(rooms.browser, `${rooms.system.url}/wall/executive`);
  await expect.poll(() => exact('gmv'), within).toMatch(/^\D*\d\d,\d{3},\d{3}/);
  const comma = page.locator('#widget-gmv .plain > b', { hasText: ',' });
  await comma.waitFor({ timeout: 30_000 });
  await page.evaluate(() => document.fonts.ready);
  const ink = await comma.evaluate((letter) => {
    const { top, height } = letter.getBoundingClientRect();
    const style = getComputedStyle(letter);
    const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
    pen.font = style.font;
    const at = pen.measureText(',');
    const scale = height / (letter as HTMLElement).offsetHeight;
    const line = Number.parseFloat(style.lineHeight);
    const base = (line - at.fontBoundingBoxAscent - at.fontBoundingBoxDescent) / 2 + at.fontBoundingBoxAscent;
    return top + scale * (base + at.actualBoundingBoxDescent);
  });
  const rule = await page.locator('#widget-orders').evaluate((widget) => widget.getBoundingClientRect().top);
  console.info(`comma to ${ink.toFixed(1)}, line at ${rule.toFixed(1)}`);
  expect(rule - ink).toBeGreaterThan(4);
});
