import { createWriteStream } from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright-core';

export interface Look {
  /** After a forced collection. */
  heapMb: number;
  nodes: number;
  listeners: number;
  canvases: number;
  /** WebGL contexts that are alive. */
  contexts: number;
  /** Frames that came, since the page was opened. */
  frames: number;
  /** Animation frames the page drew, since it was opened. */
  drawn: number;
  /** Seconds of processor time of the main thread, whoever else wants the cores, and seconds that passed. */
  busy: number;
  passed: number;
}
export interface Gauge {
  page: Page;
  /** Until the hero number stood there, ms after the navigation began. */
  firstPicture: number;
  errors: string[];
  look(): Promise<Look>;
  /** Writes everything that lives on the heap, for the memory panel of a browser. */
  keep(path: string): Promise<void>;
}

/** A collection that freed less was the last one needed. */
const ENOUGH_BYTES = 32 << 10;

/** What the page counts about itself before its first script: contexts, animation frames, the first picture. */
function count(): void {
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
    requestAnimationFrame(each);
  });
}

/** Bytes of the heap when another collection gives no more back: what is reached only weakly goes with the second or third. */
async function leastHeap(session: CDPSession): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 8; tries += 1) {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    if (usedSize > least - ENOUGH_BYTES) return Math.min(least, usedSize);
    least = usedSize;
  }
  return least;
}

/** Opens a wall and looks at it through the browser's own instruments. */
export async function gauge(browser: Browser, url: string): Promise<Gauge> {
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
  await page.addInitScript(count);
  await page.goto(`${url}/wall/promotion`);
  let firstPicture = 0;
  for (let tries = 0; firstPicture === 0 && tries < 1200; tries += 1) {
    await page.waitForTimeout(100);
    firstPicture = Math.round(await page.evaluate('window.counts.first'));
  }
  if (firstPicture === 0) throw new Error('no picture within two minutes');
  return {
    page,
    errors,
    firstPicture,
    async keep(path) {
      const file = createWriteStream(path);
      const write = ({ chunk }: { chunk: string }) => void file.write(chunk);
      session.on('HeapProfiler.addHeapSnapshotChunk', write);
      await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
      session.off('HeapProfiler.addHeapSnapshotChunk', write);
      await new Promise((resolve) => file.end(resolve));
    },
    async look() {
      const usedSize = await leastHeap(session);
      const { metrics } = await session.send('Performance.getMetrics');
      const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
      const [canvases, contexts, drawn] = (await page.evaluate(`[
        document.querySelectorAll('canvas').length,
        window.counts.contexts.filter((one) => one.deref() && !one.deref().isContextLost()).length,
        window.counts.drawn,
      ]`)) as [number, number, number];
      return {
        heapMb: Math.round((usedSize / 2 ** 20) * 1_000) / 1_000,
        nodes: metric('Nodes'),
        listeners: metric('JSEventListeners'),
        canvases,
        contexts,
        frames,
        drawn,
        busy: metric('ThreadTime'),
        passed: metric('Timestamp'),
      };
    },
  };
}
