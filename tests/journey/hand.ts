import type { Page } from 'playwright-core';

/** A place on the screen, px. */
export interface Spot {
  x: number;
  y: number;
}
/** A part of something on the screen: 0 its left or top, 1 its right or bottom. */
export async function spot(page: Page, selector: string, across = 0.5, down = 0.5): Promise<Spot> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not there`);
  return { x: box.x + box.width * across, y: box.y + box.height * down };
}
/** Where it is once it has come to rest: twice in the same place, a tenth of a second apart. */
export async function rest(page: Page, selector: string, across = 0.5, down = 0.5): Promise<Spot> {
  for (let seen = await spot(page, selector, across, down); ; ) {
    await page.waitForTimeout(120);
    const now = await spot(page, selector, across, down);
    if (now.x === seen.x && now.y === seen.y) return now;
    seen = now;
  }
}
/** Pulls from one place to another, slowly enough to be seen. */
export async function drag(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** Holds a key together with others: it comes so many times, and the page is not waited for in between. */
export async function hold(page: Page, others: readonly string[], key: string, times: number): Promise<void> {
  for (const other of others) await page.keyboard.down(other);
  await Promise.all(Array.from({ length: times }, () => page.keyboard.down(key)));
  for (const one of [key, ...others]) await page.keyboard.up(one);
}

/** Carries what the palette finds under a name onto the canvas, to a place in parts of the stage. */
export async function carry(page: Page, words: string, type: string, at: Spot): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(words);
  // What is found moves up while the rest goes.
  await drag(page, await rest(page, `[data-place="${type}"]`, 0.5, 0.3), await spot(page, '[data-stage]', at.x, at.y));
}
