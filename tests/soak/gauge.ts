import { writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { takeSnapshot, weigh } from './heap.ts';

/** What a page has done since it was opened. */
export interface Work {
  /** Frames that came. */
  frames: number;
  /** Seconds of processor time of the main thread, whoever else wants the cores, and seconds that passed. */
  busy: number;
  passed: number;
}
export interface Look extends Work {
  /** What scripts keep alive after a forced collection. */
  heapMb: number;
  /** The browser's own parts of the page. */
  nativeMb: number;
  /** What the engine made of the scripts. */
  codeMb: number;
  nodes: number;
  listeners: number;
  canvases: number;
  /** WebGL contexts that are alive. */
  contexts: number;
  /** Animation frames the page drew, since it was opened; counting them makes it draw as many as it can. */
  drawn: number;
}
export interface Gauge {
  page: Page;
  /** Until the hero number stood there, ms after the navigation began. */
  firstPicture: number;
  errors: string[];
  /** Costs the page nothing. */
  work(): Promise<Work>;
  /** Collects the heap and takes a snapshot of it, which the next `work` has in it. With `keep`, what lives on the heap is left in a file there, for the memory panel of a browser. */
  look(keep?: string): Promise<Look>;
}

/** What the page counts about itself before its first script: contexts, animation frames, the first picture. */
function count(everyFrame: boolean): void {
  const counts = { contexts: [] as WeakRef<WebGLRenderingContext>[], drawn: 0, first: 0 };
  Object.assign(window, { counts });
  const made = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...more: unknown[]) {
    const context = Reflect.apply(made, this, [kind, ...more]);
    const known = counts.contexts.some((one) => one.deref() === context);
    if (context && !known && kind.startsWith('webgl')) counts.contexts.push(new WeakRef(context));
    return context;
  } as typeof made;
  requestAnimationFrame(function each() {
    counts.drawn += 1;
    if (counts.first === 0 && document.querySelector('#widget-gmv [data-exact]')) counts.first = performance.now();
    if (everyFrame || counts.first === 0) requestAnimationFrame(each);
  });
}

const megabytes = (bytes: number) => Math.round((bytes / 2 ** 20) * 10_000) / 10_000;

/** Opens a wall and looks at it through the browser's own instruments; with `everyFrame` it counts what the page draws. */
export async function gauge(browser: Browser, url: string, everyFrame: boolean): Promise<Gauge> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  let frames = 0;
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      if (payload.toString().startsWith('42["frame"')) frames += 1;
    });
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.enable');
  await page.addInitScript(count, everyFrame);
  await page.goto(`${url}/wall/promotion`);
  let firstPicture = 0;
  for (let tries = 0; firstPicture === 0 && tries < 1200; tries += 1) {
    await page.waitForTimeout(100);
    firstPicture = Math.round(await page.evaluate('window.counts.first'));
  }
  if (firstPicture === 0) throw new Error('no picture within two minutes');
  const metrics = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  };
  const work = async (): Promise<Work> => {
    const metric = await metrics();
    return { frames, busy: metric('ThreadTime'), passed: metric('Timestamp') };
  };
  return {
    page,
    errors,
    firstPicture,
    work,
    async look(keep) {
      // What is reached only weakly goes with the second collection.
      await session.send('HeapProfiler.collectGarbage');
      const snapshot = await takeSnapshot(session);
      if (keep !== undefined) writeFileSync(keep, snapshot);
      const { live, native, code } = weigh(snapshot);
      const metric = await metrics();
      const [canvases, contexts, drawn] = (await page.evaluate(`[
        document.querySelectorAll('canvas').length,
        window.counts.contexts.filter((one) => one.deref() && !one.deref().isContextLost()).length,
        window.counts.drawn,
      ]`)) as [number, number, number];
      return {
        heapMb: megabytes(live),
        nativeMb: megabytes(native),
        codeMb: megabytes(code),
        nodes: metric('Nodes'),
        listeners: metric('JSEventListeners'),
        canvases,
        contexts,
        drawn,
        ...(await work()),
      };
    },
  };
}
