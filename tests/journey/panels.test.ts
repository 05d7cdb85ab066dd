import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Layout } from '../../layouts/document.ts';
import { zoned } from '../../screen/admin/zoned.ts';
import { openWall } from './browser.ts';
import { hold } from './hand.ts';
import { openRooms } from './rooms.ts';

const rooms = openRooms(true);

const EMPTY: Layout = {
  schemaVersion: 1,
  id: 'panels',
  title: { 'zh-CN': '试' },
  canvas: { width: 1920, height: 1080, fit: 'contain', theme: 'tide' },
  pages: [{ id: 'main', widgets: [] }],
};

async function stored(layout = 'panels'): Promise<string> {
  const answer = await fetch(`${rooms.system.url}/api/layouts/${layout}`, {
    headers: { authorization: `Bearer ${rooms.system.token}` },
  });
  return answer.text();
}
const widgetsOf = async (layout = 'panels') =>
  ((JSON.parse(await stored(layout)) as Layout).pages[0] as Layout['pages'][number]).widgets;
async function keep(layout: Layout): Promise<void> {
  const made = await fetch(`${rooms.system.url}/api/layouts/${layout.id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${rooms.system.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(layout),
  });
  if (!made.ok) throw new Error(await made.text());
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Chooses by its words in a menu that is opened by a click. */
async function pick(page: Page, menu: string, words: string): Promise<void> {
  await page.locator(menu).click();
  await page.locator('.n-base-select-option', { hasText: words }).first().click();
}

test('a widget is placed, asked something else, dressed and undone, until the document is what it was, byte for byte', async () => {
  await keep(EMPTY);
  const before = await stored();
  const { page, errors } = await openWall(rooms.browser, `${rooms.system.url}/edit/panels`, {
    width: 1440,
    height: 900,
  });

  // From the palette by the keyboard: the first that is found is placed where there is room, and draws at once.
  await page.locator('[data-stage]').focus();
  await page.keyboard.press('/');
  await page.keyboard.type('条形');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('#widget-bars').innerText(), { timeout: 20_000 }).toContain('天猫');
  await expect
    .poll(() => widgetsOf())
    .toMatchObject([{ type: 'bars', query: { metrics: ['gmv'], by: 'channel', window: 'campaign' } }]);

  // Another metric from the catalogue, by what it means; the reading stands beside it.
  await page.locator('[data-metric-slot]').first().click();
  await page.getByRole('combobox', { name: '找指标' }).fill('退款金额');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('[data-sentence]').innerText()).toContain('退款额');
  await page.getByRole('combobox', { name: '找指标' }).fill('成交额');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('[data-query-panel] tbody').innerText()).toMatch(/天猫[\s\S]*合计/);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('[data-query-panel]').count()).toBe(0);

  // Another split: the table in the inspector follows, and what the server would refuse cannot be chosen.
  await pick(page, '[data-part="by"]', '地区');
  await expect.poll(() => page.locator('[data-reading] tbody').innerText(), { timeout: 10_000 }).toContain('广东');
  await expect.poll(() => widgetsOf()).toMatchObject([{ query: { by: 'region' } }]);

  // A value that is typed is found and set in one step; a dimension that is chosen asks for its values at once.
  await page.locator('[data-part="filter"]').click();
  await page.keyboard.type('天猫');
  await page.locator('.n-base-select-option--pending', { hasText: '天猫 · 渠道' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => widgetsOf()).toMatchObject([{ query: { filter: { channel: ['tmall'] } } }]);
  await page.locator('[data-part="filter"]').click();
  await page.keyboard.type('店铺');
  await page.locator('.n-base-select-option--pending', { hasText: '店铺' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.n-base-select-option', { hasText: 'flagship' }).first().waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe('只看这些店铺');
  await page.keyboard.press('Enter');
  await expect.poll(async () => JSON.stringify((await widgetsOf())[0]?.query)).toContain('"shop":[');
  await page.keyboard.press('Escape');

  // An option, its dot, and its way back.
  await page.locator('[data-tab="style"]').click();
  const rows = page.locator('[data-option="rows"]');
  await rows.locator('input[type="text"]').fill('99');
  await rows.locator('input[type="text"]').press('Enter');
  expect(await rows.innerText()).toContain('1 到 40 之间的整数');
  expect(await rows.locator('input[type="text"]').inputValue()).toBe('99');
  await rows.locator('input[type="text"]').fill('4');
  await rows.locator('input[type="text"]').press('Enter');
  await expect.poll(() => widgetsOf()).toMatchObject([{ options: { rows: 4 } }]);
  await rows
    .getByRole('button', { name: '还原行数' })
    .or(rows.getByRole('button', { name: /还原/ }))
    .first()
    .click();
  await expect.poll(async () => (await widgetsOf())[0]?.options).toBeUndefined();

  // Carried onto the canvas by the hand: it stands where it was let go, at its size.
  await page.locator('[data-palette-search]').fill('');
  const stage = (await page.locator('[data-stage]').boundingBox()) as Box;
  const taken = (await page.locator('[data-place="kpi"]').boundingBox()) as Box;
  await page.mouse.move(taken.x + 30, taken.y + 20);
  await page.mouse.down();
  await page.mouse.move(stage.x + stage.width / 2, stage.y + stage.height / 3, { steps: 6 });
  await expect.poll(() => page.locator('#widget-kpi').count()).toBe(1);
  expect(await widgetsOf()).toHaveLength(1);
  await page.mouse.up();
  await expect
    .poll(() => widgetsOf())
    .toMatchObject([{ type: 'bars' }, { type: 'kpi', box: { width: 288, height: 124 } }]);
  const dropped = (await page.locator('#widget-kpi').boundingBox()) as Box;
  expect(Math.abs(dropped.x + dropped.width / 2 - (stage.x + stage.width / 2))).toBeLessThan(10);

  // Everything back.
  await hold(page, ['Control'], 'z', 20);
  await expect.poll(() => stored(), { timeout: 10_000 }).toBe(before);
  expect(errors).toEqual([]);
});

test('a span of its own and a second query are set by hand, and taken back', async () => {
  const box = { x: 60, y: 60, width: 600, height: 312 };
  await keep({
    ...EMPTY,
    id: 'asked',
    pages: [
      {
        id: 'main',
        widgets: [
          { id: 'trend', type: 'trend', box, query: { metrics: ['gmv'], window: 'today', step: '5m' } },
          {
            id: 'pulse',
            type: 'pulse',
            box: { ...box, x: 700 },
            query: { metrics: ['paid_orders'], window: '15m', step: '1s' },
          },
        ],
      },
    ],
  });
  const before = await stored('asked');
  const asked = async (id: string) => (await widgetsOf('asked')).find((one) => one.id === id);
  const { page, errors } = await openWall(rooms.browser, `${rooms.system.url}/edit/asked`, {
    width: 1440,
    height: 900,
  });
  await page.locator('[data-layer="trend"]').click();
  await pick(page, '[data-part="window"]', '自己定一段');
  const [from, to] = [Date.now() - 7_200_000, Date.now() + 3_600_000].map((at) => Math.floor(at / 60_000) * 60_000);
  await page.locator('[data-span="from"]').fill(zoned(from as number, 'Asia/Shanghai'));
  await page.locator('[data-span="to"]').fill(zoned(to as number, 'Asia/Shanghai'));
  await expect.poll(() => asked('trend')).toMatchObject({ query: { window: { from, to }, step: '5m' } });
  await expect.poll(() => page.locator('[data-reading] tbody').innerText(), { timeout: 10_000 }).toMatch(/\d/);
  await page.locator('[data-span="to"]').fill(zoned((from as number) - 60_000, 'Asia/Shanghai'));
  await page.getByText('开始要早于结束，没有改').waitFor();
  await expect.poll(() => asked('trend')).toMatchObject({ query: { window: { from, to } } });

  await page.locator('[data-part="every"] input').fill('500');
  await page.locator('[data-part="every"] input').press('Enter');
  await expect.poll(() => asked('trend')).toMatchObject({ every: 500 });

  await page.locator('[data-layer="pulse"]').click();
  expect(await page.locator('[data-missing]').innerText()).toBe('每秒脉搏不画拆分、对比');
  await page.locator('[data-place-add="1"]').click();
  await expect.poll(() => asked('pulse')).toMatchObject({ queries: [{ step: '1s' }, { compare: 'yesterday' }] });
  await pick(page, '[data-part="compare"]', '上周同一天');
  await expect.poll(() => asked('pulse')).toMatchObject({ queries: [{ step: '1s' }, { compare: 'last_week' }] });
  await page.locator('[data-place-drop]').click();
  await expect.poll(() => asked('pulse')).toMatchObject({ query: { step: '1s' } });

  await hold(page, ['Control'], 'z', 12);
  await expect.poll(() => stored('asked'), { timeout: 10_000 }).toBe(before);
  expect(errors).toEqual([]);
});
