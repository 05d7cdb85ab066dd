import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { exact, type Locale } from '../../screen/format.ts';
import { ask } from '../support/system.ts';
import { openWall, type Wall } from './browser.ts';
import { openRooms } from './rooms.ts';
import { campaigns, orders, send, stock } from './sale.ts';

const locale: Locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' };
const within = { timeout: 20_000, interval: 100 };
const rooms = openRooms();
let wall: Wall;

const paid = async (filter?: object) => {
  const query = { metrics: ['paid_orders'], window: 'campaign', ...(filter ? { filter } : {}) };
  return exact((await ask(rooms.system, query)).groups['']?.values.paid_orders, 'count', locale);
};
const shows = async (figure: Promise<string>, on = wall) => {
  const expected = await figure;
  await vi.waitFor(async () => expect(await on.exact('orders')).toBe(expected), within);
};
const isFull = () => wall.page.evaluate(() => document.fullscreenElement !== null);
/** Presses Tab until the focus is on what is picked by `key`. */
async function reach(page: Page, widget: string, key: string): Promise<void> {
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-pick'));
  const inside = () => page.evaluate((id) => document.activeElement?.closest('.widget')?.id === id, `widget-${widget}`);
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await focused()) === key && (await inside())) return;
  }
  throw new Error(`Tab does not lead to ${key} of ${widget}`);
}

beforeAll(async () => {
  await campaigns(rooms.system);
  await send(rooms.system, stock(Date.now() - 60_000));
  await send(rooms.system, orders('keys', 400, Date.now(), 11 * 60_000));
  wall = await openWall(rooms.browser, `${rooms.system.url}/wall/channels`);
  await shows(paid());
  // The pages stand still meanwhile.
  await wall.page.keyboard.press(' ');
});

describe('a wall with a keyboard alone', () => {
  test('filters by a channel, shows where the focus is, and leads back', async () => {
    await reach(wall.page, 'channels', 'jd');
    const outline = await wall.page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle);
    expect(outline).toBe('solid');
    await wall.page.keyboard.press('Enter');
    await shows(paid({ channel: ['jd'] }));
    expect(await wall.page.locator('.chips').innerText()).toContain('渠道：京东');
    await wall.page.keyboard.press('Escape');
    await shows(paid());
  });

  test('filters by a province that the map does not name, and says its exact figure on the way', async () => {
    const other = await openWall(rooms.browser, `${rooms.system.url}/wall/promotion`);
    const map = other.page.locator('#widget-regions');
    await map.locator('button').first().waitFor({ state: 'attached', timeout: 20_000 });
    const code = (await map.locator('button').first().getAttribute('data-pick')) ?? '';
    await reach(other.page, 'regions', code);
    const { groups } = await ask(rooms.system, { metrics: ['gmv'], by: 'region', window: 'campaign' });
    expect(await map.locator('.tip').isVisible()).toBe(true);
    expect(await map.locator('.tip').innerText()).toContain(exact(groups[code]?.values.gmv, 'money', locale));
    await other.page.keyboard.press('Enter');
    await shows(paid({ region: [code] }), other);
    await other.page.keyboard.press('Escape');
    await shows(paid(), other);
    expect(other.errors).toEqual([]);
    await other.page.close();
  });

  test('says the exact figures one after the other', async () => {
    const said: string[] = [];
    for (let presses = 0; presses < 60 && !said.includes(await paid()); presses += 1) {
      await wall.page.keyboard.press('e');
      said.push(await wall.page.locator('.tip span').innerText());
    }
    expect(said.at(-1)).toBe(await paid());
    await wall.page.keyboard.press('E');
    expect(await wall.page.locator('.tip span').innerText()).toBe(said.at(-2));
    await wall.page.keyboard.press('Escape');
    expect(await wall.page.locator('.tip span').count()).toBe(0);
  });

  test('fills the screen and leaves it, by f and by a double click', async () => {
    for (const toggle of [() => wall.page.keyboard.press('f'), () => wall.page.mouse.dblclick(960, 10)]) {
      await toggle();
      await vi.waitFor(async () => expect(await isFull()).toBe(true), within);
      await toggle();
      await vi.waitFor(async () => expect(await isFull()).toBe(false), within);
    }
    expect(wall.errors).toEqual([]);
  });
});

test('a filtered page is whole again when nobody has moved for a minute', async () => {
  const page = await wall.page.context().newPage();
  // The minute of the wall takes two seconds; every other time is as long as ever.
  await page.addInitScript(`{
    const later = window.setTimeout;
    window.setTimeout = (run, ms, ...more) => later(run, ms === 60_000 ? 2_000 : ms, ...more);
  }`);
  await page.goto(`${rooms.system.url}/wall/channels`);
  await page.locator('#widget-channels [data-pick=tmall]').click({ timeout: 20_000 });
  await page.keyboard.press(' ');
  await vi.waitFor(async () => expect(await page.locator('.chips').count()).toBe(1), within);
  await vi.waitFor(async () => expect(await page.locator('.chips').count()).toBe(0), within);
  const figure = await paid();
  const shown = () => page.locator('#widget-orders [data-exact]').first().getAttribute('data-exact');
  await vi.waitFor(async () => expect(await shown()).toBe(figure), within);
  await page.close();
});

/** What moves on a promotion wall while orders come in. */
async function moves(reducedMotion: 'reduce' | 'no-preference'): Promise<string[]> {
  const context = await rooms.browser.newContext({ viewport: { width: 1920, height: 1080 }, reducedMotion });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const moved = new Set<string>();
    Object.assign(window, { moved });
    window.addEventListener('transitionrun', ({ target }) => moved.add(`eases ${(target as Element).className}`), true);
    // One that takes no time starts as well.
    window.addEventListener('animationstart', ({ target }) => {
      const { animationDuration } = getComputedStyle(target as Element);
      if (animationDuration !== '0s') moved.add(`runs ${(target as Element).className}`);
    });
  });
  await page.goto(`${rooms.system.url}/wall/promotion`);
  await page.locator('#widget-hot [data-exact]').first().waitFor({ timeout: 20_000 });
  await page.waitForTimeout(1_500);
  const figure = () => page.locator('#widget-gmv [data-exact]').first().getAttribute('data-exact');
  const figures = new Set([await figure()]);
  let rolls = false;
  // Until it has shown so many figures: a slow machine shows fewer a second.
  for (let round = 0; figures.size < 6; round += 1) {
    await send(rooms.system, orders(`${reducedMotion}-${round}`, 120, Date.now(), 200));
    for (let look = 0; look < 8; look += 1) {
      await page.waitForTimeout(60);
      rolls ||= await page.evaluate(() => {
        return [...document.querySelectorAll('#widget-gmv .strip')].some((strip) => strip.getAnimations().length > 0);
      });
    }
    figures.add(await figure());
  }
  const moved = (await page.evaluate('[...window.moved]')) as string[];
  await context.close();
  return rolls ? ['rolls', ...moved] : moved;
}

test('nothing moves on a wall for who wants no motion, and something does for others', async () => {
  expect(await moves('no-preference')).toEqual(expect.arrayContaining(['rolls', 'eases fill']));
  expect(await moves('reduce')).toEqual([]);
});
