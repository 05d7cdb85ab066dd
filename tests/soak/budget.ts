import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { gauge } from './gauge.ts';
import { setStage } from './stage.ts';

const WATCHED_MS = 20_000;

/** The budget of the shipped wall: main thread, first picture, weight. True when all of it is met. */
export async function budget(browser: Browser, seed: number): Promise<boolean> {
  const stage = await setStage({ seed, rate: undefined, orders: 20, ahead: 0.5, speed: 1 });
  stage.run(true);
  try {
    return await measure(browser, stage.url);
  } finally {
    await stage.stop();
  }
}

async function measure(browser: Browser, wall: string): Promise<boolean> {
  const { page, firstPicture, work } = await gauge(browser, wall, false);
  await page.waitForTimeout(5_000);
  const from = await work();
  await page.waitForTimeout(WATCHED_MS);
  const to = await work();
  const scripts = (await page.evaluate(
    `performance.getEntriesByType('resource').map((one) => one.name).filter((name) => name.endsWith('.js'))`,
  )) as string[];
  let weight = 0;
  for (const url of scripts) weight += gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length;
  const passed = to.passed - from.passed;
  const rows = {
    'main thread busy': { value: (to.busy - from.busy) / passed, limit: 0.35 },
    'first picture, ms': { value: firstPicture, limit: 2_000 },
    'scripts, KB gzip': { value: weight / 1_024, limit: 450 },
  };
  const report = Object.entries(rows).map(([name, { value, limit }]) => {
    return [name, { value: Number(value.toPrecision(3)), limit, met: value < limit }] as const;
  });
  const framesPerSecond = Math.round(((to.frames - from.frames) / passed) * 10) / 10;
  console.table(Object.fromEntries(report));
  console.log(JSON.stringify({ ...Object.fromEntries(report), framesPerSecond }, null, 2));
  return report.every(([, { met }]) => met);
}
