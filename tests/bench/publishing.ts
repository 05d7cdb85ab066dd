import type { Browser } from 'playwright-core';
import type { Layout } from '../../layouts/document.ts';
import type { System } from '../support/system.ts';
import type { Figure } from './cases.ts';

const ROUNDS = 5;

/** From the click that publishes or rolls back to the picture on a wall that is open, ms; the slowest of some rounds. */
export async function publishing(system: System, browser: Browser, layout: Layout): Promise<Figure[]> {
  const address = `${system.url}/api/layouts/${layout.id}`;
  const send = async (method: string, path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${system.token}`, 'content-type': 'application/json', 'if-match': '*' };
    const answer = await fetch(address + path, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
  };
  const called = (words: string): Layout => ({
    ...layout,
    pages: layout.pages.map((page) => ({
      ...page,
      widgets: page.widgets.map((widget, index) => (index === 0 ? { ...widget, title: { en: words } } : widget)),
    })),
  });
  const first = layout.pages[0]?.widgets[0]?.id ?? '';
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const page = await context.newPage();
  // As text: what compiles this file would give the functions names that the page does not know.
  const shows = (words: string) =>
    page.evaluate(`new Promise((done) => {
      const look = () =>
        document.querySelector('#widget-${first}')?.textContent.includes('${words}') ? done() : requestAnimationFrame(look);
      look();
    })`);
  const took = async (words: string, act: () => Promise<void>): Promise<number> => {
    const seen: Promise<unknown> = shows(words);
    const from = performance.now();
    await act();
    await seen;
    return Math.round(performance.now() - from);
  };

  await send('PUT', '', called('before'));
  await send('POST', '/publish', {});
  await page.goto(`${system.url}/wall/${layout.id}`);
  await shows('before');
  const [published, back]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.waitForTimeout(1_000);
    await send('PUT', '', called(`after ${round}`));
    published.push(await took(`after ${round}`, () => send('POST', '/publish', {})));
    await page.waitForTimeout(1_000);
    back.push(await took('before', () => send('POST', '/rollback', {})));
  }
  await context.close();
  const figure = (name: string, all: readonly number[]): Figure => {
    const value = Math.max(...all);
    return { name: `${name}, slowest of ${ROUNDS}`, value, unit: 'ms', target: '≤ 1,000', met: value <= 1_000 };
  };
  return [figure('publish → picture on an open wall', published), figure('rollback → picture on an open wall', back)];
}
