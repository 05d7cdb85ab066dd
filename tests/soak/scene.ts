import type { Browser } from 'playwright-core';
import { gauge, type Look } from './gauge.ts';
import { slope } from './slope.ts';
import { type Play, setStage } from './stage.ts';

/** Everything rests before each look, so that what moves has come to its end, ms: a ring on the map takes 1.6 s. */
const REST_MS = 3_000;
/** The most that may grow with each step of a scene. */
export type Limits = Record<'heapKb' | 'nativeKb' | 'nodes' | 'listeners', number>;
export interface Scene extends Play {
  name: string;
  minutes: number;
  /** Between two looks, seconds. */
  every: number;
  /** What growth is divided by: hours of the day, or thousands of frames. */
  step: 'hour' | 'thousand frames';
  limits: Limits;
}
export interface Verdict {
  value: number;
  /** Of a slope: between these it lies in 95 of 100 runs. */
  low?: number;
  high?: number;
  limit: number;
  met: boolean;
}
export interface Report {
  scene: string;
  verdicts: Record<string, Verdict>;
  pace: Record<string, number>;
  looks: (Look & { hour: number })[];
  errors: string[];
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const rounded = (value: number) => Number(value.toPrecision(3));

/** Plays one scene on a wall of its own, looking at it again and again. With `keep` it leaves two pictures of the heap there, of when it was warm and of its end. */
export async function playScene(
  browser: Browser,
  scene: Scene,
  tell: (line: string) => void,
  keep?: string,
): Promise<Report> {
  const stage = await setStage(scene);
  try {
    const wall = await gauge(browser, stage.url, true);
    const looks: Report['looks'] = [];
    const all = Math.ceil((scene.minutes * 60) / scene.every);
    for (let left = all; left >= 0; left -= 1) {
      const kept = left === 0 ? 'end' : left === all - Math.floor(all / 5) ? 'warm' : undefined;
      const file = keep !== undefined && kept ? `${keep}/${scene.name}-${kept}.heapsnapshot` : undefined;
      const look = { hour: Math.round(stage.hours() * 1_000) / 1_000, ...(await wall.look(file)) };
      looks.push(look);
      const { hour, heapMb, nativeMb, codeMb, nodes, listeners, canvases, contexts, frames } = look;
      tell(
        `${scene.name} ${hour.toFixed(2)} h: heap ${heapMb.toFixed(2)} MB, the browser's ${nativeMb.toFixed(2)}, code ${codeMb.toFixed(2)}, ${nodes} nodes, ${listeners} listeners, ${canvases} canvases, ${contexts} contexts, ${frames} frames`,
      );
      if (left === 0) break;
      stage.run(true);
      await wait(scene.every * 1_000);
      stage.run(false);
      await wait(REST_MS);
    }
    const dropped = stage.live.screens.conflated;
    await wall.page.close();
    return {
      scene: scene.name,
      ...judge(scene, looks, wall.errors),
      looks,
      pace: paceOf(looks, dropped),
      errors: wall.errors,
    };
  } finally {
    await stage.stop();
  }
}

/**
 * The first fifth warms up; from then on nothing may grow beyond its limit. A slope that may as well be 0, as far as the
 * scatter tells, is none: `high` says what it could hide.
 */
export function judge(
  { step, limits }: Pick<Scene, 'step' | 'limits'>,
  looks: Report['looks'],
  errors: readonly string[],
): { verdicts: Record<string, Verdict> } {
  const calm = looks.slice(Math.floor(looks.length / 5));
  const growth = (read: (look: Look) => number) =>
    slope(calm.map((look) => [step === 'hour' ? look.hour : look.frames / 1_000, read(look)] as const));
  const grown = (name: 'canvases' | 'contexts') => (calm.at(-1)?.[name] ?? 0) - (calm[0]?.[name] ?? 0);
  const per = `in ${step === 'hour' ? 'an hour' : 'a thousand frames'}`;
  const verdict = (value: number, limit: number): Verdict => ({ value: rounded(value), limit, met: value <= limit });
  const rising = (read: (look: Look) => number, limit: number): Verdict => {
    const { value, low, high } = growth(read);
    const met = value <= limit || low <= 0;
    return { value: rounded(value), low: rounded(low), high: rounded(high), limit, met };
  };
  return {
    verdicts: {
      [`heap, KB ${per}`]: rising(({ heapMb }) => heapMb * 1_024, limits.heapKb),
      [`the browser's own, KB ${per}`]: rising(({ nativeMb }) => nativeMb * 1_024, limits.nativeKb),
      [`nodes ${per}`]: rising(({ nodes }) => nodes, limits.nodes),
      [`listeners ${per}`]: rising(({ listeners }) => listeners, limits.listeners),
      'canvases grown': verdict(grown('canvases'), 0),
      'WebGL contexts grown': verdict(grown('contexts'), 0),
      'failed scripts': verdict(errors.length, 0),
    },
  };
}

function paceOf(looks: Report['looks'], dropped: number): Record<string, number> {
  const [first, last] = [looks[0], looks.at(-1)];
  if (!first || !last || last.passed === first.passed) return {};
  const passed = last.passed - first.passed;
  return {
    'frames a second': rounded((last.frames - first.frames) / passed),
    'drawn a second': rounded((last.drawn - first.drawn) / passed),
    'main thread busy': rounded((last.busy - first.busy) / passed),
    'snapshots in place of dropped frames': dropped,
  };
}
