import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { encode } from 'uqr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ready, type System, startSystem } from '../support/system.ts';
import { startBrowser, untold } from './browser.ts';
import { campaigns, orders, send } from './sale.ts';

const PASSWORD = 'correct horse battery';
const within = { timeout: 30_000, interval: 50 };
let system: System;
let browser: Browser;
beforeAll(async () => {
  system = await startSystem({ env: { TIDEWALL_ADMIN_PASSWORD: PASSWORD } });
  browser = await startBrowser(['--host-resolver-rules=MAP tidewall 127.0.0.1']);
  await campaigns(system);
  await send(system, orders('now', 200, Date.now() - 5_000, 120_000));
  await send(
    system,
    orders('past', 1, Date.now() - 3 * 86_400_000, 0).map((order) => ({ ...order, shop: 'popup' })),
  );
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

const newContext = (width: number, height: number) =>
  browser.newContext({ viewport: { width, height }, locale: 'zh-CN' });

/** A browser in which somebody has logged in. */
async function operator(): Promise<{ page: Page; context: BrowserContext }> {
  const context = await newContext(1440, 900);
  const page = await context.newPage();
  await page.goto(`${system.url}/screens`);
  await page.getByLabel('密码 / Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '屏幕' }).waitFor();
  return { page, context };
}
const codeOn = async (tv: Page) => {
  const code = await tv.locator('.code[aria-label*=" "]').getAttribute('aria-label', { timeout: 20_000 });
  expect(code).toMatch(/^[A-HJ-NP-Z2-9]{3} [A-HJ-NP-Z2-9]{3}$/);
  return code ?? '';
};
const isAlive = (tv: Page) =>
  expect
    .poll(
      () =>
        tv
          .locator('#widget-gmv')
          .innerText()
          .catch(() => ''),
      within,
    )
    .toMatch(/\d/);

/** Pairs the device by keys alone. */
async function pair(page: Page, code: string, name: string, wall: string): Promise<void> {
  await page.getByRole('button', { name: '配对新屏幕' }).press('Enter');
  await page.keyboard.type(code.replace(' ', '').toLowerCase());
  await claim(page, name, wall);
}
/** What is left to do once the code stands in the form. */
async function claim(page: Page, name: string, wall: string): Promise<void> {
  await expect
    .poll(() => page.locator('#pair-name').evaluate((field) => field === document.activeElement), within)
    .toBe(true);
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type(wall);
  await page.locator('.n-base-select-option').filter({ hasText: wall }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '认领这块屏幕' }).press('Enter');
  await page.locator('tr[data-screen]').filter({ hasText: name }).waitFor();
}

test('a TV shows a code, becomes its wall by itself, lives without a login, and shows a code again once it is revoked', async () => {
  const tv = await (await newContext(1920, 1080)).newPage();
  const failed: string[] = [];
  tv.on('pageerror', (error) => failed.push(error.message));
  tv.on('response', (response) => {
    if (response.status() >= 400 && response.status() !== 404) failed.push(`${response.status()} ${response.url()}`);
  });
  await tv.goto(`${system.url}/tv`);
  const code = await codeOn(tv);
  expect(failed).toEqual([]); // everything the page is made of comes without a credential

  const { page, context } = await operator();
  await pair(page, code, '前台', '大促战情');
  await tv.waitForURL('**/wall/promotion', { timeout: 30_000 });
  await isAlive(tv);
  await expect.poll(() => page.locator('tr[data-screen] td').nth(4).innerText(), within).toMatch(/\d/);

  // The login of whoever paired it ends, and the server starts anew: it is none of the screen's business.
  await context.clearCookies();
  const [server] = system.pids().server;
  process.kill(server ?? 0, 'SIGKILL');
  await tv.reload({ timeout: 60_000 }).catch(() => undefined);
  await expect
    .poll(
      () =>
        tv.goto(`${system.url}/tv`).then(
          () => true,
          () => false,
        ),
      within,
    )
    .toBe(true);
  await tv.waitForURL('**/wall/promotion', { timeout: 30_000 });
  await isAlive(tv);
  expect(await tv.locator('.refused').count()).toBe(0);

  const again = (await operator()).page;
  await again.locator('tr[data-screen] .name').press('Enter');
  await again.getByRole('button', { name: '收回凭证' }).press('Enter');
  await again.getByRole('button', { name: '再按一次，收回' }).press('Enter');
  const at = Date.now();
  await tv.waitForURL('**/tv', { timeout: 15_000 });
  expect(await codeOn(tv)).not.toBe(code);
  expect(Date.now() - at).toBeLessThan(20_000);
  await expect.poll(() => again.locator('tr[data-screen]').count(), within).toBe(0);
});

/** The modules of a code of `size` modules a side as they are drawn, dark ones true: what a camera has in the middle of each. */
async function drawn(page: Page, size: number): Promise<boolean[][]> {
  const picture = (await page.locator('.scan svg').screenshot()).toString('base64');
  return page.evaluate(
    async ({ picture, size }) => {
      const bytes = Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context?.drawImage(image, 0, 0);
      const middle = (index: number, length: number) => Math.floor(((index + 0.5) * length) / size);
      return Array.from({ length: size }, (_, y) =>
        Array.from({ length: size }, (_, x) => {
          const pixel = context?.getImageData(middle(x, image.width), middle(y, image.height), 1, 1);
          return (pixel?.data[0] ?? 255) < 128;
        }),
      );
    },
    { picture, size },
  );
}

test('what a phone scans on a TV leads it through the login to the filled form, and the TV becomes its wall after the press', async () => {
  const tv = await (await newContext(1920, 1080)).newPage();
  await tv.goto(`${system.url}/tv`);
  await tv
    .locator('.own')
    .filter({ hasText: `手机打不开 127.0.0.1:${system.port}` })
    .waitFor();
  expect(await tv.locator('.scan svg').count()).toBe(0);
  const named = `http://tidewall:${system.port}`;
  await tv.goto(`${named}/tv`);
  const code = (await codeOn(tv)).replace(' ', '');
  const scanned = `${named}/screens?code=${code}`;
  const { size, data } = encode(scanned, { border: 4 });
  expect(await drawn(tv, size)).toEqual(data);
  const place = () =>
    tv.locator('.scan').evaluate((plate) => {
      const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = plate as HTMLElement;
      return [offsetLeft, offsetTop, offsetWidth, offsetHeight];
    });
  const placed = await place();
  await tv.setViewportSize({ width: 1080, height: 1920 });
  const box = async (part: string) => {
    const { x, y, width, height } = (await tv.locator(part).boundingBox()) as NonNullable<
      Awaited<ReturnType<Locator['boundingBox']>>
    >;
    return { right: x + width, top: y, bottom: y + height, width };
  };
  const upright = {
    code: await box('.code'),
    scan: await box('.scan'),
    steps: await box('ol'),
    foot: await box('footer'),
  };
  expect(upright.code.width).toBeGreaterThan(800);
  for (const { right } of Object.values(upright)) expect(right).toBeLessThan(1080);
  expect(upright.scan.top).toBeGreaterThan(upright.code.bottom);
  expect(upright.steps.top).toBeGreaterThan(upright.scan.bottom);
  expect(upright.foot.top).toBeGreaterThan(upright.steps.bottom);
  await tv.setViewportSize({ width: 1920, height: 1080 });
  await tv.context().setOffline(true);

  const phone = await (await newContext(390, 844)).newPage();
  await phone.goto(scanned);
  await phone.getByLabel('密码 / Password').fill(PASSWORD);
  await phone.keyboard.press('Enter');
  const filled = phone.getByLabel('屏幕上的 6 位码');
  expect(await filled.inputValue()).toBe(code);
  await expect.poll(() => phone.url(), within).toBe(`${named}/screens`);
  await phone.getByRole('button', { name: '认领这块屏幕' }).press('Enter');
  expect(await phone.locator('.fault').count()).toBe(2); // no name, no wall
  expect(await untold(phone)).toEqual([]);
  await phone.goto(`${named}/screens?code=${code.slice(1)}0`); // no code has a 0
  await phone.getByRole('button', { name: '配对新屏幕' }).waitFor();
  expect(await filled.count()).toBe(0);
  await phone.goto(scanned);
  expect(await filled.inputValue()).toBe(code);

  // A shop that never sold is said as soon as it is known, and one that sold some days ago is none.
  const limit = async (shop: string) => {
    await phone.keyboard.type(shop);
    await phone.keyboard.press('Enter');
  };
  await phone.locator('[data-scope="shop"]').click();
  await phone.route('**/api/query', (route) => route.fulfill({ status: 503, json: {} }));
  const refused = phone.waitForResponse('**/api/query');
  await limit('flagshop');
  await refused;
  await phone.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  expect(await phone.locator('.warning').count()).toBe(0);
  await phone.unroute('**/api/query');
  await limit('popup');
  await limit('flagship');
  await expect
    .poll(() => phone.locator('[data-unsold]').allInnerTexts(), within)
    .toEqual(['一年多来没有订单：flagshop。有了订单才有数；看看是不是写错了']);
  await phone.locator('#pair-name').focus();

  // Away, the TV leads nobody anywhere; the plate stays where it is.
  await tv.locator('.scan.empty').waitFor();
  expect((await drawn(tv, size)).flat().every(Boolean)).toBe(true);
  expect(await place()).toEqual(placed);
  await tv.context().setOffline(false);
  await tv.locator('.scan:not(.empty)').waitFor();
  expect((await codeOn(tv)).replace(' ', '')).toBe(code); // nobody claimed it yet
  await claim(phone, '仓库门口', '库存与销速');
  await tv.waitForURL('**/wall/stock', { timeout: 30_000 });
});

test('a page of a wall that is not its own leads a screen to its own, and no page of the operators opens', async () => {
  const context = await newContext(1920, 1080);
  const tv = await context.newPage();
  await tv.goto(`${system.url}/tv`);
  const code = await codeOn(tv);
  // What a device waits for is not lost with a server.
  const [server] = system.pids().server;
  process.kill(server ?? 0, 'SIGKILL');
  await expect.poll(() => system.pids().server.find((pid) => pid !== server), within).toBeGreaterThan(0);
  await ready(system, 30_000);
  expect(await codeOn(tv)).toBe(code);
  const answer = await fetch(`${system.url}/api/screens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${system.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ code, name: '仓库', layout: 'stock', scope: { shop: ['flagship'] } }),
  });
  expect(answer.status).toBe(201);
  const { id } = (await answer.json()) as { id: string };
  await tv.waitForURL('**/wall/stock', { timeout: 30_000 });
  // Stock is nobody's alone: its cards say so, and the wall stands.
  await expect.poll(() => tv.locator('.card').filter({ hasText: '这个数不在其中' }).count(), within).toBeGreaterThan(0);
  await tv.goto(`${system.url}/wall/promotion`);
  await tv.waitForURL('**/wall/stock', { timeout: 30_000 });
  await tv.goto(`${system.url}/campaigns`);
  expect(tv.url()).toBe(`${system.url}/login?next=%2Fcampaigns`);
  await tv.goto(`${system.url}/tv`);
  await tv.waitForURL('**/wall/stock', { timeout: 30_000 });
  const moved = await fetch(`${system.url}/api/screens/${id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${system.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: '仓库', layout: 'promotion', scope: { shop: ['flagship'] } }),
  });
  expect(moved.status).toBe(200);
  await tv.waitForURL('**/wall/promotion', { timeout: 30_000 });
  await isAlive(tv);
  // Another TV beside it shows another total under the same title.
  await expect.poll(() => tv.locator('.strip.scope').innerText(), within).toMatch(/^只看 flagship/);
});
