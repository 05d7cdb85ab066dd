import { BUILD } from '../../stream/contract/build.ts';
import { PAINTED_MOST, REPORT_MS, type Report } from '../../stream/contract/report.ts';
import type { Wire } from '../wire/wire.ts';
import { Sample } from './sample.ts';

const SECOND = 1_000;
const LONGEST_MS = 600_000;

/** The screen is asked for every frame only for so long: each one costs the page a few ms, also where nothing moves. */
const COUNTED_MS = 300;

/** Frames that the screen draws in a second; undefined while nobody can see it. */
function countFrames(): Promise<number | undefined> {
  return new Promise((resolve) => {
    const began = performance.now();
    let count = 0;
    let next = requestAnimationFrame(function each() {
      count += 1;
      next = requestAnimationFrame(each);
    });
    setTimeout(() => {
      cancelAnimationFrame(next);
      const seconds = (performance.now() - began) / SECOND;
      resolve(count === 0 ? undefined : Math.min(1_000, Math.round((count / seconds) * 10) / 10));
    }, COUNTED_MS);
  });
}

const heapBytes = (): number | undefined =>
  (performance as Performance & { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize;

/** Tells the server every ten seconds how this screen is doing, which shows that `revision` of `layout`. Returns its own undoing. */
export function reportOn(wire: Wire, layout: string, revision: () => number): () => void {
  const painted = new Sample(PAINTED_MOST);
  let unpainted: number[] = [];
  const paint = () => {
    const now = wire.now() ?? 0;
    for (const asOf of unpainted) painted.add(Math.min(LONGEST_MS, Math.max(0, Math.round(now - asOf))));
    unpainted = [];
  };
  const stop = wire.onFrame(({ asOf }) => {
    // The task after the next animation frame is the first one after painting.
    if (!document.hidden && unpainted.push(asOf) === 1) requestAnimationFrame(() => setTimeout(paint));
  });

  const tell = async () => {
    const fps = document.hidden ? undefined : await countFrames();
    const heap = heapBytes();
    const report: Report = { painted: painted.take(), layout, revision: revision() };
    const width = Math.round(window.innerWidth * devicePixelRatio);
    const height = Math.round(window.innerHeight * devicePixelRatio);
    if (width > 0 && height > 0) report.size = { width, height };
    if (fps !== undefined) report.fps = fps;
    if (heap !== undefined) report.heap = heap;
    if (BUILD !== undefined) report.build = BUILD;
    wire.report(report);
  };
  const timer = setInterval(tell, REPORT_MS);
  return () => {
    stop();
    clearInterval(timer);
  };
}
