import type { Page } from 'playwright-core';
import type { Layout, Placed } from '../../layouts/document.ts';
import { startBrowser } from '../journey/browser.ts';
import { campaigns, orders, send, stock } from '../journey/sale.ts';
import { startSystem } from '../support/system.ts';
import type { Figure } from './cases.ts';
import { publishing } from './publishing.ts';

/**
 * How the editor opens with 60 widgets, how it draws while one of them is dragged, in software, and how soon a wall shows
 * what is published. `tsx tests/bench/drag.ts`
 * after a build prints JSON; `npm run bench -- --only editor` has the same as figures.
 */
const COUNT = 60;
const SECONDS = 6;

type Kind = Pick<Placed, 'type' | 'query' | 'options'>;
const KINDS: readonly Kind[] = [
  { type: 'kpi', query: { metrics: ['gmv'], window: 'today', compare: 'yesterday' } },
  { type: 'kpi', query: { metrics: ['paid_orders'], window: '1h' } },
  { type: 'bars', query: { metrics: ['gmv'], by: 'channel', window: 'today' } },
  { type: 'ranking', query: { metrics: ['gmv'], by: 'sku', window: 'today', top: 5 } },
  { type: 'trend', query: { metrics: ['gmv'], window: '1h', step: '1m' } },
  { type: 'donut', query: { metrics: ['gmv'], by: 'channel', window: 'today' } },
];

function layout(): Layout {
  const widgets = Array.from({ length: COUNT }, (_, index): Placed => {
    const box = { x: 24 + (index % 10) * 188, y: 24 + Math.floor(index / 10) * 174, width: 180, height: 166 };
    return { id: `w${index}`, ...(KINDS[index % KINDS.length] as Kind), box };
  });
  return {
    schemaVersion: 1,
    id: 'sixty',
    title: { en: 'Sixty' },
    canvas: { width: 1920, height: 1080, fit: 'contain', theme: 'tide' },
    pages: [{ id: 'main', widgets }],
  };
}

/** The length of every frame while `work` goes on, ms. */
async function framesDuring(page: Page, work: () => Promise<void>): Promise<number[]> {
  // As text: what compiles this file would give the functions names that the page does not know.
  await page.evaluate(`{
    const times = (window.times = []);
    const each = (time) => { times.push(time); if (window.times === times) requestAnimationFrame(each); };
    requestAnimationFrame(each);
  }`);
  await work();
  const times = await page.evaluate<number[]>(
    '(() => { const kept = window.times; window.times = undefined; return kept; })()',
  );
  return times.slice(1).map((time, index) => time - (times[index] ?? time));
}

function told(frames: readonly number[]) {
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return { frames: frames.length, medianFps: tenth(1_000 / at(0.5)), p95Ms: tenth(at(0.95)), longestMs: tenth(at(1)) };
}

interface Drawn {
  frames: number;
  medianFps: number;
  p95Ms: number;
  longestMs: number;
  /** Share of the time in which the page's own thread worked, %. */
  busy: number;
}
export interface Editing {
  openedMs: number;
  still: Drawn;
  dragged: Drawn;
  published: readonly Figure[];
}

/** Opens the editor twice, since a browser that has just started is not how an operator meets it, and drags a widget. */
export async function editing(): Promise<Editing> {
  const system = await startSystem();
  const browser = await startBrowser();
  try {
    await campaigns(system);
    await send(system, [...stock(Date.now()), ...orders('bench', 4_000, Date.now(), 3_600_000)]);
    const answer = await fetch(`${system.url}/api/layouts/sixty`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${system.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(layout()),
    });
    if (!answer.ok) throw new Error(await answer.text());
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const warm = await context.newPage();
    await warm.goto(system.url);
    await warm.waitForTimeout(2_000);
    await warm.close();
    const page = await context.newPage();
    const began = performance.now();
    await page.goto(`${system.url}/edit/sixty`);
    await page.locator('#widget-w59').waitFor();
    const openedMs = Math.round(performance.now() - began);
    await page.waitForTimeout(4_000);

    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const worked = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN;
    };
    const measured = async (work: () => Promise<void>): Promise<Drawn> => {
      const [before, from] = [await worked(), performance.now()];
      const frames = await framesDuring(page, work);
      const busy = Math.round(((await worked()) - before) / ((performance.now() - from) / 100_000));
      return { ...told(frames), busy };
    };

    const still = await measured(() => page.waitForTimeout(2_000));
    const box = await page.locator('#widget-w22').boundingBox();
    if (!box) throw new Error('the widget is not there');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 6, y + 6);
    const dragged = await measured(async () => {
      const until = performance.now() + SECONDS * 1_000;
      for (let step = 0; performance.now() < until; step += 1)
        await page.mouse.move(x + 160 * Math.sin(step / 23), y + 120 * Math.sin(step / 31));
    });
    await page.mouse.up();
    await context.close();
    return { openedMs, still, dragged, published: await publishing(system, browser, layout()) };
  } finally {
    await browser.close();
    await system.stop();
  }
}

/** The same as figures, with what the editor promises. */
export async function editor(): Promise<Figure[]> {
  const { openedMs, still, dragged, published } = await editing();
  const of = `${COUNT} widgets`;
  return [
    { name: `opening, ${of}`, value: openedMs, unit: 'ms', target: '≤ 1,500', met: openedMs <= 1_500 },
    {
      name: `dragging one of ${of}, median`,
      value: dragged.medianFps,
      unit: 'frames/s',
      target: '≥ 50',
      met: dragged.medianFps >= 50,
    },
    { name: `dragging one of ${of}, p95 of a frame`, value: dragged.p95Ms, unit: 'ms' },
    { name: `main thread while dragging, ${of}`, value: dragged.busy, unit: '%' },
    { name: `main thread at rest, ${of}`, value: still.busy, unit: '%' },
    ...published,
  ];
}

if (process.argv[1]?.endsWith('drag.ts')) console.info(JSON.stringify({ widgets: COUNT, ...(await editing()) }));
