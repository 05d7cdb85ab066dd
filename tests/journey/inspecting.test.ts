import { expect, test } from 'vitest';
import type { Layout, Placed } from '../../layouts/document.ts';
import { layoutOf } from '../support/layouts.ts';
import { frameOf, openDesk, undoTo } from './desk.ts';
import { rest } from './hand.ts';
import { openRooms } from './rooms.ts';

const rooms = openRooms();

const SLOW = { timeout: 30_000 };
const box = { x: 60, y: 60, width: 600, height: 300 };
const of = (id: string, ...widgets: Placed[]): Layout => ({ ...layoutOf(0), id, pages: [{ id: 'main', widgets }] });
const channels: Placed = {
  id: 'channels',
  type: 'bars',
  box,
  title: { 'zh-CN': '渠道' },
  query: { metrics: ['gmv'], by: 'channel', window: 'today', compare: 'yesterday' },
  options: { rows: 4 },
};

test('a widget becomes another type and the same again, from the inspector, with its place, words and query', async () => {
  const desk = await openDesk(rooms.system, rooms.browser, of('turned', channels));
  const { page, errors } = desk;
  await page.locator('[data-layer="channels"]').click();
  await page.locator('[data-fit="donut"]').click();
  await expect.poll(() => desk.find('channels'), SLOW).toMatchObject({ type: 'donut', box, title: channels.title });
  expect((await desk.find('channels'))?.query).toEqual({ metrics: ['gmv'], by: 'channel', window: 'today' });
  // What a ring does not draw comes back with the bars.
  await page.locator('[data-fit="bars"]').click();
  await expect.poll(() => desk.find('channels'), SLOW).toEqual(channels);
  expect(errors).toEqual([]);
});

test('dropped in the middle of a widget of its family an item takes its place, in one step; elsewhere, or with Alt, it is laid beside', async () => {
  const clock: Placed = { id: 'clock', type: 'clock', box: { ...box, x: 1_000 } };
  const desk = await openDesk(rooms.system, rooms.browser, of('replaced', channels, clock));
  const { page, errors } = desk;
  const before = await desk.kept();
  const drop = async (item: string, on: string, alt = false, part = 0.5) => {
    const from = await rest(page, `[data-place="${item}"]`); // it moves up while what is not found goes
    const to = await frameOf(page, `#widget-${on}`);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    if (alt) await page.keyboard.down('Alt');
    await page.mouse.move(to.x + to.width / 2, to.y + to.height + 60, { steps: 4 });
    await page.mouse.move(to.x + to.width * part, to.y + to.height / 2, { steps: 4 });
  };
  await page.locator('[data-palette-search]').fill('排行');
  await drop('ranking', 'channels');
  await page.getByText('松手就换掉「渠道」').waitFor();
  await page.mouse.up();
  await expect.poll(() => desk.find('channels'), SLOW).toMatchObject({ type: 'ranking', box, query: channels.query });
  expect(await desk.widgets()).toHaveLength(2);
  await page.keyboard.press('Control+z');
  await expect.poll(desk.kept, SLOW).toBe(before);

  // A clock draws no query: nothing of it would stay.
  await drop('ranking', 'clock');
  await page.mouse.up();
  await expect.poll(async () => (await desk.widgets()).length, SLOW).toBe(3);
  await page.keyboard.press('Control+z');
  await expect.poll(desk.kept, SLOW).toBe(before);
  await drop('ranking', 'channels', true);
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await expect.poll(async () => (await desk.widgets()).length, SLOW).toBe(3);
  expect((await desk.find('channels'))?.type).toBe('bars');
  await page.keyboard.press('Control+z');
  await expect.poll(desk.kept, SLOW).toBe(before);
  await drop('ranking', 'channels', false, 0.05);
  await page.mouse.up();
  await expect.poll(async () => (await desk.widgets()).length, SLOW).toBe(3);
  await undoTo(desk, before);

  // A metric is counted by the widget that it is dropped on.
  await page.locator('[data-palette-search]').fill('退款额');
  await drop('metric/refund_amount', 'channels');
  await page.getByText('松手就换掉「渠道」').waitFor();
  await page.mouse.up();
  await expect
    .poll(() => desk.find('channels'), SLOW)
    .toMatchObject({ type: 'bars', query: { metrics: ['refund_amount'], by: 'channel' } });
  expect(errors).toEqual([]);
});

test('several widgets are edited together: what they share is set for all, what differs says so', async () => {
  const desk = await openDesk(rooms.system, rooms.browser, { ...layoutOf(3), id: 'several' });
  const { page, errors } = desk;
  const before = await desk.kept();
  await page.locator('[data-layer="w0"]').click();
  await page.locator('[data-layer="w2"]').click({ modifiers: ['Shift'] });
  await page.getByText('3 个一起改').waitFor();
  await page.locator('[data-part="window"]').click();
  await page.locator('.n-base-select-option', { hasText: '最近 1 小时' }).first().click();
  await expect
    .poll(async () => (await desk.widgets()).map(({ query }) => query && 'window' in query && query.window), SLOW)
    .toEqual(['1h', '1h', '1h']);
  await page.locator('[data-tab="place"]').click();
  expect(await page.locator('[data-side="x"] input').getAttribute('placeholder')).toBe('各不相同');
  await page.locator('[data-side="y"] input').fill('-10000');
  await page.locator('[data-side="y"] input').press('Enter');
  await expect.poll(async () => (await desk.widgets()).map(({ box: { y } }) => y), SLOW).toEqual([-1e4, -1e4, -1e4]);
  await page.getByText('3 个组件在画布外面').waitFor();
  await page.locator('[data-side="y"] input').fill('-30000');
  await page.locator('[data-side="y"] input').press('Enter');
  await page.getByText('−20000 到 20000').waitFor();
  expect((await desk.widgets()).map(({ box: { y } }) => y)).toEqual([-1e4, -1e4, -1e4]);
  await page.locator('[data-side="y"] input').press('Escape');
  await page.getByRole('button', { name: '拉回画布' }).click();
  await expect.poll(async () => (await desk.widgets()).map(({ box: { y } }) => y), SLOW).toEqual([0, 0, 0]);
  await undoTo(desk, before);
  expect(errors).toEqual([]);
});

test('filters that differ say so, and one choice sets all of them; of queries as of single orders', async () => {
  const [first, second, third] = (layoutOf(3).pages[0]?.widgets ?? []) as [Placed, Placed, Placed];
  const filtered = (placed: Placed, ...channel: string[]): Placed => ({
    ...placed,
    query: { metrics: ['gmv'], window: 'today', filter: { channel } },
  });
  const ticker = (id: string, y: number, ...shop: string[]): Placed => ({
    ...{ id, type: 'ticker', box: { ...box, y } },
    query: { fact: 'orders', ...(shop.length > 0 ? { filter: { shop } } : {}) },
  });
  const all = [filtered(first, 'tmall'), filtered(second, 'jd'), third, ticker('t0', 400, 's1'), ticker('t1', 720)];
  const desk = await openDesk(rooms.system, rooms.browser, of('filters', ...all));
  const { page, errors } = desk;
  const before = await desk.kept();
  const filters = async () =>
    (await desk.widgets()).map(({ query }) => (query && 'filter' in query ? JSON.stringify(query.filter) : ''));
  const choose = async (dimension: string, value: string) => {
    await page.locator(`[data-filter="${dimension}"]`).click();
    await page.locator('.n-base-select-option', { hasText: value }).first().click();
    await page.keyboard.press('Escape');
  };
  const hint = (dimension: string) =>
    page.locator(`[data-filter="${dimension}"] .n-base-selection-placeholder`).innerText();

  await page.locator('[data-layer="w0"]').click();
  await page.locator('[data-layer="w2"]').click({ modifiers: ['Shift'] });
  await page.getByText('3 个一起改').waitFor();
  expect(await hint('channel')).toBe('渠道：各不相同');
  await choose('channel', '京东');
  const jd = '{"channel":["jd"]}';
  await expect.poll(filters, SLOW).toEqual([jd, jd, jd, '{"shop":["s1"]}', '']);
  await page.getByRole('button', { name: '撤销' }).click();
  await choose('channel', '全部渠道');
  await expect.poll(filters, SLOW).toEqual(['', '', '', '{"shop":["s1"]}', '']);
  await page.getByRole('button', { name: '撤销' }).click();

  await page.locator('[data-layer="t0"]').click();
  await page.locator('[data-layer="t1"]').click({ modifiers: ['Shift'] });
  await page.getByText('2 个一起改').waitFor();
  expect([await hint('shop'), await hint('channel')]).toEqual(['店铺：各不相同', '渠道：全部']);
  await choose('shop', 's1');
  await expect.poll(async () => (await filters()).slice(3), SLOW).toEqual(['{"shop":["s1"]}', '{"shop":["s1"]}']);
  await undoTo(desk, before);
  expect(errors).toEqual([]);
});

/** One red pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

test('an image is uploaded and drawn; one of 10 MB is refused in a sentence, and the first one stands', async () => {
  const desk = await openDesk(rooms.system, rooms.browser, of('pictures', { id: 'logo', type: 'image', box }));
  const { page, errors } = desk;
  await page.locator('[data-layer="logo"]').click();
  await page.locator('[data-tab="style"]').click();
  const file = page.locator('input[type="file"]').first();
  await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: PIXEL });
  const source = async () => JSON.stringify((await desk.find('logo'))?.options ?? {});
  await expect.poll(source, SLOW).toMatch(/\/assets\/[0-9a-f]{64}\.png/);
  await page.locator('#widget-logo img').waitFor();
  const before = await desk.kept();
  await file.setInputFiles({ name: 'large.png', mimeType: 'image/png', buffer: Buffer.alloc(10 << 20, PIXEL) });
  await page.getByText('10.0 MB，最多 8 MB').waitFor();
  expect(await desk.kept()).toBe(before);
  expect(await page.locator('#widget-logo img').count()).toBe(1);
  expect(errors).toEqual([]);
});
