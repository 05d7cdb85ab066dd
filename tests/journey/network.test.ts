import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { amount, type Locale } from '../../screen/format.ts';
import { date } from '../../screen/widgets/time.ts';
import { type Cable, layCable } from '../support/cable.ts';
import { ask, type System, startSystem } from '../support/system.ts';
import { openWall, startBrowser, type Wall } from './browser.ts';
import { campaigns, orders, send } from './sale.ts';

const locale: Locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' };
const password = 'a-password-of-the-tests';
const within = (timeout: number) => ({ timeout, interval: 100 });
let system: System;
let cable: Cable;
let browser: Browser;
let wall: Wall;

const gmv = async () =>
  amount((await ask(system, { metrics: ['gmv'], window: 'campaign' })).groups['']?.values.gmv as number, locale);
const isRight = async () => expect(await wall.exact('gmv')).toBe(await gmv());
const isLive = async () => expect(await wall.marks()).toEqual([]);
/** The most that may pass between the end of a trouble and right numbers. */
const HEALED = within(10_000);
const isWhole = async () => {
  await isLive();
  await isRight();
};
const isSame = async () => expect(await wall.page.evaluate('window.sameDocument')).toBe(true);

async function logIn(): Promise<void> {
  const page = await wall.page.context().newPage();
  await page.goto(`${cable.url}/login`);
  await page.fill('input[name=password]', password);
  await Promise.all([page.waitForURL(/\/$/), page.press('input[name=password]', 'Enter')]);
  await page.close();
}

beforeAll(async () => {
  system = await startSystem({ env: { TIDEWALL_ADMIN_PASSWORD: password } });
  await campaigns(system);
  await send(system, orders('first', 300, Date.now(), 10 * 60_000));
  cable = await layCable(system.port);
  browser = await startBrowser();
  wall = await openWall(browser, `${cable.url}/wall/promotion`);
  await logIn();
  await wall.page.addInitScript('Math.random = () => 0.2');
  await wall.page.goto(`${cable.url}/wall/promotion`);
  await vi.waitFor(isRight, within(20_000));
  // A chunk that the cut line takes with it is loaded by a new page, which is another story.
  await wall.page.waitForLoadState('networkidle');
  await wall.page.evaluate('window.sameDocument = true');
});
afterAll(async () => {
  await browser?.close();
  await cable?.close();
  await system?.stop();
});

describe('a wall on a bad network', () => {
  test('keeps its last picture when a line goes dead without breaking, and comes back by itself', async () => {
    const before = await wall.exact('gmv');
    cable.turn('clogged');
    await vi.waitFor(async () => expect((await wall.marks())[0]).toMatch(/^保持 1\d 秒$/), within(16_000));
    expect(await wall.exact('gmv')).toBe(before);
    await send(system, orders('meanwhile', 40, Date.now(), 1_000));
    cable.turn('pulled');
    cable.turn('plugged');
    await vi.waitFor(isWhole, HEALED);
    await isSame();
  });

  test('on a slow line and a slow machine, is late at worst, never wrong, and catches up', async () => {
    const session = await wall.page.context().newCDPSession(wall.page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 3 });
    cable.slow(6_000);
    const marks = new Set<string>();
    for (let round = 0; round < 25; round += 1) {
      await send(system, orders(`slow-${round}`, 20, Date.now(), 200));
      for (const mark of await wall.marks()) marks.add(mark.replace(/[\d ]+/g, ''));
    }
    cable.slow(Number.POSITIVE_INFINITY);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await vi.waitFor(isWhole, HEALED);
    for (const mark of marks) expect(['迟秒']).toContain(mark);
    await isSame();
  });

  test('whose machine slept, or whose page was hidden, takes a snapshot over a new line instead of catching up', async () => {
    let lines = 0;
    wall.page.on('websocket', () => {
      lines += 1;
    });
    await wall.page.evaluate('{ const now = Date.now; Date.now = () => now() + 60_000; }');
    await vi.waitFor(() => expect(lines).toBe(1), within(5_000));
    await vi.waitFor(isLive, within(5_000));
    const hide = (hidden: boolean) =>
      wall.page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { configurable: true, value });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await hide(true);
    await new Promise((resolve) => setTimeout(resolve, 10_500));
    expect(lines).toBe(1);
    await hide(false);
    await vi.waitFor(() => expect(lines).toBe(2), within(5_000));
    await vi.waitFor(isWhole, within(5_000));
    await isSame();
  });

  test('whose login expired keeps its picture, says so, goes on trying, and is back after a login', async () => {
    const before = await wall.exact('gmv');
    await wall.page.context().clearCookies();
    cable.turn('pulled');
    cable.turn('plugged');
    const strip = wall.page.locator('.strip.refused');
    await vi.waitFor(async () => expect(await strip.innerText()).toContain('登录已失效'), within(10_000));
    expect(await wall.exact('gmv')).toBe(before);
    await logIn();
    await vi.waitFor(async () => {
      expect(await strip.count()).toBe(0);
      await isWhole();
    }, HEALED);
    await isSame();
  });

  test('tells the server how it is doing', async () => {
    await send(system, orders('seen', 20, Date.now(), 500));
    const metrics = async () => {
      const headers = { authorization: `Bearer ${system.token}` };
      return (await fetch(`${system.url}/metrics`, { headers })).text();
    };
    const value = (text: string, name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
    await vi.waitFor(async () => {
      const text = await metrics();
      expect(value(text, 'tidewall_screens_reporting')).toBe(1);
      expect(value(text, 'tidewall_screens_outdated')).toBe(0);
      expect(value(text, 'tidewall_accepted_to_painted_seconds_count')).toBeGreaterThan(0);
      expect(value(text, 'tidewall_screen_fps\\{quantile="0.5"\\}')).toBeGreaterThan(0);
      expect(value(text, 'tidewall_screen_heap_bytes\\{quantile="1"\\}')).toBeGreaterThan(1_000_000);
    }, within(15_000));
  });

  test('goes by the clock of the server when its own is days off', async () => {
    const page = await wall.page.context().newPage();
    await page.addInitScript(() => {
      const Right = Date;
      const off = 5 * 86_400_000 + 7 * 3_600_000;
      const Wrong = function (this: unknown, ...given: []) {
        return given.length > 0 ? new Right(...given) : new Right(Right.now() + off);
      };
      Object.assign(Wrong, { now: () => Right.now() + off, UTC: Right.UTC, parse: Right.parse });
      Wrong.prototype = Right.prototype;
      window.Date = Wrong as unknown as DateConstructor;
    });
    await page.goto(`${cable.url}/wall/promotion`);
    const shown = page.locator('#widget-clock');
    await vi.waitFor(async () => {
      const text = await shown.innerText();
      expect(text).toContain(date(Date.now(), locale.timezone, 'zh-CN'));
      const [, hour, minute, second] = /(\d\d):(\d\d):(\d\d)/.exec(text) ?? [];
      const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
      const right = Math.floor((Date.now() / 1_000 + 8 * 3_600) % 86_400);
      expect(Math.abs(seconds - right)).toBeLessThanOrEqual(2);
      expect(await page.locator('.mark:not(.live)').allInnerTexts()).toEqual([]);
    }, within(15_000));
    await page.close();
    // A line that was cut in the middle of polling is a session the server has ended: 400, and the next one is opened.
    const away = /status of 401|ERR_|WebSocket|status of 400.*\/live\/.*transport=polling/;
    expect(wall.errors.filter((error) => !away.test(error))).toEqual([]);
  });
});
