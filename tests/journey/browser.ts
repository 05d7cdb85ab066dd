import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { onTestFinished, TestRunner } from 'vitest';
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

let shared: Browser | undefined;
/** The browser that all files of this process use, one after the other: what it has compiled it knows. It ends with the process. */
export async function enterBrowser(): Promise<Browser> {
  if (!shared?.isConnected()) shared = await startBrowser();
  return shared;
}
/** Closes what a file has left open in it. */
export async function leaveBrowser(): Promise<void> {
  const contexts = shared?.contexts() ?? [];
  await Promise.all(contexts.map((context) => (own.has(context) ? leaveContext(context) : context.close())));
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

interface Size {
  width: number;
  height: number;
}
const DESK: Size = { width: 1440, height: 900 };
const WALL: Size = { width: 1920, height: 1080 };

/** Contexts of windows that were opened here, and those of them that somebody has left. */
const own = new WeakSet<BrowserContext>();
const left = new WeakSet<BrowserContext>();

/** Closes a window and all others of its context, which is as good as new for whoever opens the next one. */
export const leave = (page: Page): Promise<void> => leaveContext(page.context());
async function leaveContext(context: BrowserContext): Promise<void> {
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await Promise.all(context.pages().map((one) => one.close()));
  left.add(context);
}

/**
 * A window of somebody who was never here: no cookie, no permission, nothing stored. Its context may be one that was
 * left, for there the code of the pages is compiled: in a new one they take three times as long. A test leaves its
 * windows when it ends.
 */
export async function openWindow(browser: Browser, url: string, viewport: Size = DESK): Promise<Page> {
  const known = browser.contexts().find((one) => left.delete(one));
  const context = known ?? (await browser.newContext({ viewport, locale: 'zh-CN' }));
  own.add(context);
  const page = await context.newPage();
  if (TestRunner.getCurrentTest()) onTestFinished(() => leave(page));
  if (known) {
    await page.setViewportSize(viewport);
    await context.clearCookies();
    await context.clearPermissions();
    const session = await context.newCDPSession(page);
    const { origin } = new URL(url);
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'local_storage,indexeddb,cache_storage' });
    await session.detach();
  }
  return page;
}

/** Opens a wall, or another page; `before` runs in it before its own scripts. */
export async function openWall(browser: Browser, url: string, viewport = WALL, before?: string): Promise<Wall> {
  const page = await openWindow(browser, url, viewport);
  if (before !== undefined) await page.addInitScript(before);
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
