import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Campaign } from '../../stream/contract/campaign.ts';
import { openWindow, untold } from './browser.ts';
import { openRooms } from './rooms.ts';

const rooms = openRooms();
const within = { timeout: 30_000, interval: 50 };
const HOUR = 3_600_000;
const start = Math.ceil(Date.now() / HOUR) * HOUR;
const sale = (id: string, more: Partial<Campaign> = {}) => ({
  id,
  names: { 'zh-CN': `活动 ${id}`, en: `Sale ${id}` },
  start,
  end: start + 24 * HOUR,
  phases: [],
  target: 100_000_00,
  milestones: [],
  ...more,
});
async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(rooms.system.url + path, {
    method,
    headers: {
      authorization: `Bearer ${rooms.system.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}
const put = (id: string, more?: Partial<Campaign>) => call('PUT', `/api/campaigns/${id}`, sale(id, more));
const read = (id: string) => call<Campaign>('GET', `/api/campaigns/${id}`);

beforeAll(async () => {
  for (const id of ['one', 'two', 'pair', 'gone']) await put(id);
});

async function open(path: string): Promise<Page> {
  const page = await openWindow(rooms.browser, rooms.system.url);
  await page.goto(rooms.system.url + path);
  await page.locator('#chinese').waitFor({ timeout: 30_000 });
  return page;
}
const value = (page: Page, field: string) => page.locator(field).inputValue();
const row = (page: Page, id: string) => page.locator(`[data-campaign="${id}"]`);
const holds = (page: Page, field: string, wanted: string) =>
  expect.poll(() => value(page, field).catch(() => ''), within).toBe(wanted);

test('a campaign that is made stands open under its own address, and the next form is empty', async () => {
  const page = await open('/campaigns');
  await page.click('#phases');
  await page.click('#milestones');
  await page.locator('form .main').click();
  await expect.poll(() => page.locator('.fault').count(), within).toBe(6); // name, id, start, end, phase, milestone
  expect(await untold(page)).toEqual([]);
  for (let row = 0; row < 2; row += 1) await page.getByRole('button', { name: '删除', exact: true }).first().click();
  await page.fill('#chinese', '新开的活动');
  await page.fill('#english', 'Made');
  await page.fill('#id', 'made');
  await page.fill('#start', '2031-11-11T00:00');
  await page.fill('#end', '2031-11-12T00:00');
  await page.locator('form .main').click();
  await page.waitForURL('**/campaigns/made', { timeout: 30_000 });
  await holds(page, '#chinese', '新开的活动');
  expect((await read('made')).names.en).toBe('Made');
  await page.locator('.list a.new').click();
  await page.waitForURL('**/campaigns', { timeout: 30_000 });
  await holds(page, '#chinese', '');
});

describe('what is typed into the form of a campaign', () => {
  test('is there again after another campaign, the way back, a reload and a closed tab, and is marked until it is saved', async () => {
    const page = await open('/campaigns/one');
    await page.fill('#target', '4321');
    await row(page, 'two').click();
    await holds(page, '#chinese', '活动 two');
    await expect.poll(() => row(page, 'one').innerText(), within).toContain('未保存');
    expect(await row(page, 'two').innerText()).not.toContain('未保存');
    await page.fill('#english', 'Second');
    await page.goBack();
    await holds(page, '#target', '4321');
    await page.goto(`${rooms.system.url}/`);
    await expect.poll(() => page.locator('nav .left').innerText(), within).toBe('2');
    await page.goto(`${rooms.system.url}/campaigns/one`);
    await holds(page, '#target', '4321');

    const later = await page.context().newPage();
    await page.close();
    await later.goto(`${rooms.system.url}/campaigns/two`);
    await holds(later, '#english', 'Second');
    await row(later, 'one').click();
    await holds(later, '#target', '4321');
    await later.locator('form .main').click();
    await expect.poll(() => row(later, 'one').innerText(), within).not.toContain('未保存');
    expect((await read('one')).target).toBe(432_100);
    await later.reload();
    await holds(later, '#target', '4321');
    expect(await row(later, 'one').innerText()).not.toContain('未保存');
    await expect.poll(() => row(later, 'two').innerText(), within).toContain('未保存');
    await later.close();
  });

  test('in two windows of one browser stands in one form after both are gone', async () => {
    const first = await open('/campaigns/pair');
    await first.fill('#chinese', '从这里');
    const second = await first.context().newPage();
    await second.goto(`${rooms.system.url}/campaigns/pair`);
    await second.locator('#english').waitFor();
    await second.fill('#english', 'From there');
    await expect.poll(() => row(second, 'pair').innerText(), within).toContain('未保存');
    const later = await first.context().newPage();
    await first.close();
    await second.close();
    await later.goto(`${rooms.system.url}/campaigns/pair`);
    await holds(later, '#english', 'From there');
    expect(await value(later, '#chinese')).toBe('从这里');
    await later.getByRole('button', { name: '放弃更改' }).click();
    await later.close();
  });

  test('is kept of a new one as well, can be thrown away, and put back', async () => {
    const page = await open('/campaigns');
    await page.fill('#chinese', '年货节');
    await page.fill('#id', 'new-year');
    await row(page, 'two').click();
    await holds(page, '#chinese', '活动 two');
    await page.reload();
    await row(page, '+').click();
    await holds(page, '#id', 'new-year');
    await page.getByRole('button', { name: '放弃更改' }).click();
    await holds(page, '#chinese', '');
    await expect.poll(() => row(page, '+').count(), within).toBe(0);
    await page.getByRole('button', { name: '放回来' }).click();
    await holds(page, '#chinese', '年货节');
    await page.getByRole('button', { name: '放弃更改' }).click();
    await page.reload();
    await page.locator('#chinese').waitFor();
    expect([await value(page, '#chinese'), await row(page, '+').count()]).toEqual(['', 0]);
    await page.close();
  });
});

describe('two who change one campaign', () => {
  test('see what the other has changed, and choose field by field', async () => {
    await put('pair');
    const page = await open('/campaigns/pair');
    await page.fill('#target', '777');
    await page.fill('#chinese', '我的名字');
    await put('pair', { target: 888_00, names: { 'zh-CN': '活动 pair', en: 'Their name' }, milestones: [10_000_00] });
    await page.locator('form .main').click();
    const clash = page.locator('dialog.clash');
    await clash.waitFor({ timeout: 30_000 });
    expect((await read('pair')).target).toBe(888_00);
    const fields = () => clash.locator('tr[data-field]').evaluateAll((all) => all.map((one) => one.dataset.field));
    expect(await fields()).toEqual(['english', 'target', 'milestones']);
    expect(await clash.locator('[data-field="target"]').innerText()).toMatch(/100,000[\s\S]*888[\s\S]*777/);
    await clash.getByRole('button', { name: '先不保存' }).click();
    expect(await value(page, '#target')).toBe('777');
    await page.locator('form .main').click();
    await clash.locator('[data-field="milestones"] input').nth(1).check();
    await clash.locator('.main').click();
    await expect.poll(async () => (await read('pair')).target, within).toBe(777_00);
    expect(await read('pair')).toMatchObject({ names: { 'zh-CN': '我的名字', en: 'Their name' }, milestones: [] });
    await expect.poll(() => row(page, 'pair').innerText(), within).not.toContain('未保存');
    await page.close();
  });

  test('do not remove unseen what the other has just changed', async () => {
    await put('wanted');
    const page = await open('/campaigns/wanted');
    await put('wanted', { target: 999_00 });
    const remove = async () => {
      await page.getByRole('button', { name: '删除…' }).click();
      await page.getByRole('button', { name: '删除这个活动' }).click();
    };
    await remove();
    await page.getByText('刚刚有人改过它').waitFor();
    await holds(page, '#target', '999');
    expect((await read('wanted')).target).toBe(999_00);
    await remove();
    await expect.poll(() => row(page, 'wanted').count(), within).toBe(0);
    await page.close();
  });

  test('lose nothing when one of them removed it', async () => {
    const page = await open('/campaigns/gone');
    await page.fill('#target', '55');
    await call('DELETE', '/api/campaigns/gone');
    await page.locator('form .main').click();
    await page.getByRole('button', { name: '重新建这个活动' }).click();
    await expect.poll(async () => (await read('gone').catch(() => undefined))?.target, within).toBe(5_500);
    await page.close();
  });
});

test('an archived wall stands below the walls and is put back from there', async () => {
  await call('PUT', '/api/layouts/spare', {
    schemaVersion: 1,
    id: 'spare',
    title: { 'zh-CN': '备用墙' },
    canvas: { width: 1920, height: 1080 },
    pages: [{ id: 'main', widgets: [] }],
  });
  await call('DELETE', '/api/layouts/spare');
  const page = await rooms.browser.newPage({ locale: 'zh-CN' });
  await page.goto(rooms.system.url);
  await page.locator('summary', { hasText: '已归档 1' }).click({ timeout: 30_000 });
  await page.getByRole('button', { name: '恢复「备用墙」' }).click();
  await page.locator('[data-wall="spare"]').waitFor({ timeout: 30_000 });
  await expect.poll(() => page.locator('summary').count(), within).toBe(0);
  await page.close();
});

test('an address that leads nowhere has a page with the way back', async () => {
  const page = await rooms.browser.newPage({ locale: 'zh-CN' });
  const answer = await page.goto(`${rooms.system.url}/nope`);
  expect(answer?.status()).toBe(404);
  await page.locator('h1', { hasText: '没有这个页面' }).waitFor({ timeout: 30_000 });
  await page.getByRole('link', { name: '回首页' }).click();
  await page.locator('[data-wall="promotion"]').waitFor({ timeout: 30_000 });
  await page.close();
});
