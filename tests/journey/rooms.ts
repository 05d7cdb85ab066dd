import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type System, startSystem } from '../support/system.ts';
import { enterBrowser, leaveBrowser } from './browser.ts';
import { campaigns, orders, send } from './sale.ts';

/** What the tests of a file stand in: a system of its own and a browser, as good as new before the first of them. */
export interface Rooms {
  readonly system: System;
  readonly browser: Browser;
}

/** Opens them; `selling`: a campaign runs, and 400 orders of the last two minutes are in. */
export function openRooms(selling = false): Rooms {
  let system: System | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    // The set-up of the project has built it.
    [system, browser] = await Promise.all([startSystem({ built: true }), enterBrowser()]);
    if (!selling) return;
    await campaigns(system);
    await send(system, orders('now', 400, Date.now() - 5_000, 120_000));
  });
  afterAll(async () => {
    await leaveBrowser();
    await system?.stop();
  });
  const there = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('the rooms are not open yet');
    return part;
  };
  return {
    get system() {
      return there(system);
    },
    get browser() {
      return there(browser);
    },
  };
}
