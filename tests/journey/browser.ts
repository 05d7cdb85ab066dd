import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../support/chromium.ts';

/** A page of a wall, and what went wrong in it. */
export interface Wall {
  page: Page;
  /** Errors of scripts and of the content security policy, as they come. */
  errors: string[];
  /** What a widget says, by its id in the layout. */
  text(widget: string): Promise<string>;
  /** The exact figure a number carries for whoever hovers over it. */
  exact(widget: string): Promise<string>;
  /** The words of all marks that are not live. */
  marks(): Promise<string[]>;
}

export async function startBrowser(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('there is no chromium');
  return chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...flags] });
}

/** Faults beside a field that are not said together with it to whoever hears the page. */
export const untold = (page: Page): Promise<string[]> =>
  page
    .locator('.fault')
    .evaluateAll((faults) =>
      faults.flatMap(({ id, textContent }) =>
        document.querySelector(`[aria-invalid="true"][aria-describedby="${id}"]`) ? [] : [textContent ?? ''],
      ),
    );

export async function openWall(browser: Browser, url: string, viewport = { width: 1920, height: 1080 }): Promise<Wall> {
  const page = await (await browser.newContext({ viewport, locale: 'zh-CN' })).newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    const away = /ERR_CONNECTION_REFUSED|WebSocket connection|status of 404/.test(message.text());
    if (message.type() === 'error' && !away) errors.push(`${message.text()} ${message.location().url}`.trim());
  });
  await page.goto(url);
  return {
    page,
    errors,
    text: (widget) => page.locator(`#widget-${widget}`).innerText(),
    exact: async (widget) =>
      (await page.locator(`#widget-${widget} [data-exact]`).first().getAttribute('data-exact')) ?? '',
    marks: () => page.locator('.mark:not(.live)').allInnerTexts(),
  };
}
