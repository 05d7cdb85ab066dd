import { beforeAll, expect, test, vi } from 'vitest';
import { exact, type Locale } from '../../screen/format.ts';
import { ask } from '../support/system.ts';
import { leave, openWall, type Wall } from './browser.ts';
import { openRooms } from './rooms.ts';
import { campaigns, orders, send } from './sale.ts';

const locale: Locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' };
const within = { timeout: 20_000, interval: 100 };
const rooms = openRooms();
let wall: Wall;

const paid = async (filter?: object) => {
  const query = { metrics: ['paid_orders'], window: 'campaign', ...(filter ? { filter } : {}) };
  return exact((await ask(rooms.system, query)).groups['']?.values.paid_orders, 'count', locale);
};
const chips = () => wall.page.locator('.chips').count();

beforeAll(async () => {
  await campaigns(rooms.system);
  await send(rooms.system, orders('near', 400, Date.now(), 11 * 60_000));
  wall = await openWall(rooms.browser, `${rooms.system.url}/wall/channels`);
});

test('a wall that nobody touches shows no cursor, no dots, no chips', async () => {
  await vi.waitFor(async () => expect(await wall.exact('orders')).toBe(await paid()), within);
  expect(await wall.page.locator('.dots').count()).toBe(0);
  expect(await chips()).toBe(0);
  expect(await wall.page.locator('#wall').evaluate((element) => getComputedStyle(element).cursor)).toBe('none');
});

test('a click on a channel filters the page, goes down to its shops, marks what cannot follow, and leads back', async () => {
  await wall.page.locator('#widget-channels [data-pick=tmall]').click();
  await vi.waitFor(async () => expect(await wall.exact('orders')).toBe(await paid({ channel: ['tmall'] })), within);
  expect(await wall.page.locator('.chips').innerText()).toContain('渠道：天猫');
  // Each widget has numbers of its own, which come when they come.
  await vi.waitFor(async () => {
    expect(await wall.text('channels')).toContain('天猫 · 店铺');
    expect(await wall.text('channels')).toContain('flagship');
    expect(await wall.text('hot')).toContain('未随筛选');
  }, within);
  await wall.page.keyboard.press('Escape');
  await vi.waitFor(async () => {
    expect(await wall.exact('orders')).toBe(await paid());
    expect(await chips()).toBe(0);
    expect(await wall.text('hot')).not.toContain('未随筛选');
  }, within);
});

test('a click on a province goes down to the shops of that one, by rank, and leads back', async () => {
  const expected = async () =>
    Object.entries(
      (await ask(rooms.system, { metrics: ['gmv'], by: 'shop', window: 'campaign', filter: { region: ['CN-GD'] } }))
        .groups,
    )
      .filter(([key]) => key !== '…')
      .sort(([, a], [, b]) => (b.values.gmv ?? 0) - (a.values.gmv ?? 0))
      .map(([shop]) => shop);
  await vi.waitFor(async () => expect(await wall.text('regions')).toContain('广东'), within);
  await wall.page.locator('#widget-regions [data-pick=CN-GD]').click();
  await vi.waitFor(async () => expect(await wall.exact('orders')).toBe(await paid({ region: ['CN-GD'] })), within);
  expect(await wall.page.locator('.chips').innerText()).toContain('地区：广东');
  const [first = ''] = await expected();
  const figure = exact(
    (await ask(rooms.system, { metrics: ['gmv'], by: 'shop', window: 'campaign', filter: { region: ['CN-GD'] } }))
      .groups[first]?.values.gmv,
    'money',
    locale,
  );
  // The shop stood there before, with what it takes everywhere.
  await vi.waitFor(async () => {
    expect(await wall.text('shops')).toContain(first);
    expect(await wall.exact('shops')).toBe(figure);
  }, within);
  await wall.page.keyboard.press('Escape');
  await vi.waitFor(async () => expect(await wall.exact('orders')).toBe(await paid()), within);
});

test('hovering says the exact figure', async () => {
  await wall.page.mouse.move(5, 5);
  await wall.page.locator('#widget-orders [data-exact]').hover();
  await vi.waitFor(async () => expect(await wall.page.locator('.tip').innerText()).toBe(await paid()), within);
});

test('keys turn the pages, and space stops them and says so', async () => {
  await wall.page.keyboard.press('2');
  await vi.waitFor(async () => expect(await wall.page.locator('#widget-shop-table').isVisible()).toBe(true), within);
  await vi.waitFor(async () => expect(await wall.page.locator('#widget-orders').count()).toBe(0), within);
  await wall.page.keyboard.press(' ');
  await vi.waitFor(async () => expect(await wall.page.locator('.dots').innerText()).toContain('已暂停'), within);
  await wall.page.keyboard.press('ArrowLeft');
  await vi.waitFor(async () => expect(await wall.page.locator('#widget-orders').isVisible()).toBe(true), within);
  expect(wall.errors).toEqual([]);
});

test('at night a wall takes light away and drifts, by its layout or by the wish of one screen, and not by day', async () => {
  const HOUR = 3_600_000;
  const clock = (at: number) =>
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: locale.timezone }).format(at);
  const around = [clock(Date.now() - 6 * HOUR), clock(Date.now() + 6 * HOUR)] as const;
  const opposite = [clock(Date.now() + 7 * HOUR), clock(Date.now() + 17 * HOUR)] as const;
  const call = async (method: string, path: string, body: object) => {
    const headers = { authorization: `Bearer ${rooms.system.token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${rooms.system.url}/api/layouts/night${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
    expect([path, answer.ok]).toEqual([path, true]);
  };
  const dim = { from: around[0], to: around[1], level: 0.4 };
  const widgets = [{ id: 'clock', type: 'clock', box: { x: 36, y: 24, width: 444, height: 52 } }];
  const canvas = { width: 1920, height: 1080, dim };
  await call('PUT', '', {
    schemaVersion: 1,
    id: 'night',
    title: { en: 'Night' },
    canvas,
    pages: [{ id: 'a', widgets }],
  });
  await call('POST', '/publish', {});
  const hasLight = async (path: string, expected: number) => {
    const { page } = await openWall(rooms.browser, `${rooms.system.url}/wall/night${path}`);
    await page.locator('#widget-clock').waitFor({ timeout: 20_000 });
    await vi.waitFor(async () => expect(await page.locator('#widget-clock').innerText()).toMatch(/\d\d:\d\d/), within);
    const dark = () =>
      page.locator('.night').evaluateAll(([night]) => (night ? Number(getComputedStyle(night).opacity) : 0));
    await vi.waitFor(async () => expect(1 - (await dark())).toBeCloseTo(expected, 2), within);
    const moved = await page.locator('main.canvas').evaluate((one) => (one as HTMLElement).style.transform);
    await leave(page);
    expect(moved).toMatch(/^translate\(-?[0-2](\.\d+)?px, -?[0-2](\.\d+)?px\)/);
  };
  await hasLight('', 0.4);
  await hasLight(`?dim=${around.join('-')},0.5`, 0.5);
  await hasLight('?dim=off', 1);
  await hasLight(`?dim=${opposite.join('-')},0.5`, 1);
});
