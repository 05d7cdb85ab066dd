import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import type { Layout, Placed } from '../../layouts/document.ts';
import { startBrowser } from '../journey/browser.ts';
import { campaigns, orders, send, stock } from '../journey/sale.ts';
import { type System, startSystem } from '../support/system.ts';
import { type Figure, percentile } from './cases.ts';
import { makeLoad, post } from './load.ts';
import { redrawn } from './redrawn.ts';

const TICK_MS = 100;
const WATCHED_MS = 15_000;
const SETTLED_MS = 6_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const template = (name: string) => JSON.parse(readFileSync(`layouts/${name}.json`, 'utf8')) as Layout;
const fast = (widget: Placed): Placed => ({ ...widget, every: TICK_MS });

/** The promotion wall with every widget at ten frames a second. */
const ten = (): Layout => {
  const { pages, ...layout } = template('promotion');
  return { ...layout, id: 'ten', pages: pages.map((page) => ({ ...page, widgets: page.widgets.map(fast) })) };
};
/** The same with eleven widgets of the other walls below it. */
const thirty = (): Layout => {
  const layout = ten();
  const [page] = layout.pages;
  const [channels, stocks] = [template('channels'), template('stock')].map(({ pages }) => pages[0]?.widgets ?? []);
  const wanted = [...(channels ?? []).slice(5), ...(stocks ?? []).slice(2)].slice(0, 30 - (page?.widgets.length ?? 0));
  const more = wanted.map((widget, index) => {
    const box = { ...widget.box, x: 36 + (index % 3) * 624, y: 1_090 + Math.floor(index / 3) * 330 };
    return fast({ ...widget, id: `more-${index}`, box: { ...box, width: 600, height: 310 } });
  });
  const canvas = { ...layout.canvas, height: 1_090 + Math.ceil(more.length / 3) * 330 };
  return { ...layout, id: 'thirty', canvas, pages: page ? [{ ...page, widgets: [...page.widgets, ...more] }] : [] };
};

async function publish(system: System, layout: Layout): Promise<void> {
  const headers = { authorization: `Bearer ${system.token}`, 'content-type': 'application/json' };
  for (const [method, path, body] of [
    ['PUT', '', layout],
    ['POST', '/publish', {}],
  ] as const) {
    const url = `${system.url}/api/layouts/${layout.id}${path}`;
    const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
  }
}

interface Work {
  /** Share of the time in which the main thread worked, %. */
  busy: number;
  longestMs: number;
}
/** What the main thread of a page does once it stands. */
async function watch(page: Page): Promise<Work> {
  await page.waitForTimeout(SETTLED_MS);
  await page.evaluate(`{
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
    }).observe({ type: 'longtask' });
  }`);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const [worked, passed] = ['ThreadTime', 'Timestamp'].map((one) => metrics.find(({ name }) => name === one)?.value);
    return { worked: worked ?? Number.NaN, passed: passed ?? Number.NaN };
  };
  const from = await read();
  await page.waitForTimeout(WATCHED_MS);
  const to = await read();
  const busy = ((to.worked - from.worked) / (to.passed - from.passed)) * 100;
  return { busy: Math.round(busy * 10) / 10, longestMs: Math.round((await page.evaluate('window.longest')) as number) };
}

const open = (browser: Browser) => browser.newPage({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
const figure = (name: string, value: number, unit: string, limit: number): Figure => {
  return { name, value, unit, target: `≤ ${limit}`, met: value <= limit };
};

/** The main thread of walls on which everything moves ten times a second, beside the same redrawn whole by charts. */
export async function wall(seed: number): Promise<Figure[]> {
  const system = await startSystem();
  const browser = await startBrowser();
  let sent = 0;
  const feed = setInterval(() => void send(system, orders(`tick-${sent++}`, 3, Date.now(), TICK_MS)), TICK_MS);
  try {
    await campaigns(system);
    await send(system, [...stock(Date.now()), ...orders(`wall-${seed}`, 4_000, Date.now(), 700_000)]);
    const work: Work[] = [];
    for (const layout of [ten(), thirty()]) {
      await publish(system, layout);
      const page = await open(browser);
      await page.goto(`${system.url}/wall/${layout.id}`);
      await page.locator('#widget-gmv [data-exact]').first().waitFor();
      work.push(await watch(page));
      await page.close();
    }
    const page = await open(browser);
    await redrawn(page, TICK_MS);
    await page.evaluate('window.ticks = 0');
    const rival = await watch(page);
    // What cannot keep up skips ticks, and would seem cheap by it.
    const ticks = (await page.evaluate('window.ticks')) as number;
    const whole = rival.busy * Math.max(1, (SETTLED_MS + WATCHED_MS) / TICK_MS / ticks);
    const [our, more] = work as [Work, Work];
    return [
      figure('main thread, promotion at 10 frames/s', our.busy, '%', 35),
      figure('longest task, promotion at 10 frames/s', our.longestMs, 'ms', 200),
      figure('main thread, 30 widgets at 10 frames/s', more.busy, '%', 60),
      { name: 'main thread, the same redrawn whole by charts', value: rival.busy, unit: '%' },
      {
        name: 'ticks it drew of those it should',
        value: Math.round(((ticks * TICK_MS) / (SETTLED_MS + WATCHED_MS)) * 100),
        unit: '%',
      },
      { name: 'redrawn whole ÷ ours, for as many ticks', value: Math.round((whole / our.busy) * 10) / 10, unit: '×' },
    ];
  } finally {
    clearInterval(feed);
    await browser.close();
    await system.stop();
  }
}

/** Accepted → painted as the shipped promotion wall measures it itself, in a real browser at 20,000 events a second. */
export async function painted(seconds: number, seed: number): Promise<Figure[]> {
  const [batch, prefix] = [100, `p${seed}`];
  const load = makeLoad({ orders: 10_000 * seconds, skus: 10_000, batch, prefix, seed, at: Date.now() });
  const system = await startSystem({ env: { TIDEWALL_INGEST_RATE: '0' } });
  const browser = await startBrowser();
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  try {
    await campaigns(system);
    const page = await open(browser);
    const delays: number[] = [];
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => {
        const [, report] = /^42\["report",(.*)\]$/s.exec(payload.toString()) ?? [];
        if (report) delays.push(...(JSON.parse(report) as { painted: number[] }).painted);
      });
    });
    await page.goto(`${system.url}/wall/promotion`);
    await page.locator('#widget-gmv [data-exact]').first().waitFor();
    await pause(SETTLED_MS);
    delays.length = 0;
    const began = performance.now();
    const flights = load.bodies.map(async (body, index) => {
      await pause(began + index * 5 - performance.now());
      const answer = await post(system.url, system.key, body, agent);
      if (answer.status !== 202) throw new Error(`${answer.status} ${answer.text}`);
    });
    await Promise.all(flights);
    const took = (performance.now() - began) / 1_000;
    return [
      { name: 'offered', value: Math.round(load.events / took), unit: 'events/s' },
      { name: 'accepted → painted p50', value: percentile(delays, 0.5), unit: 'ms' },
      figure('accepted → painted p99', percentile(delays, 0.99), 'ms', 150),
      { name: 'samples', value: delays.length, unit: '' },
    ];
  } finally {
    agent.destroy();
    await browser.close();
    await system.stop();
  }
}
