import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startBrowser } from '../journey/browser.ts';
import { budget } from './budget.ts';
import { playScene, type Scene } from './scene.ts';

const DAY = { heapKb: 24, nativeKb: 100, nodes: 4, listeners: 0.5 };
const RUSH = { heapKb: 24, nativeKb: 64, nodes: 4, listeners: 0.5 };
const USAGE = `npm run soak -- [--minutes 10] [--rate 50] [--hours 24] [--seed 1111] [--looks 24] [--scene day|rush] [--keep DIR] [--budget]

Plays a promotion into the shipped wall in a real Chromium, through the real engine and fan-out, in two scenes of half the minutes each:
  day    so many hours of the promotion, midnight and its end included, on a clock that runs faster
  rush   thirty orders a second at everybody's pace, half an hour after the beginning, in as many frames as the machine can draw, at most --rate a second
After each forced garbage collection it reads what scripts keep alive, what the browser and its compiler
made of the page, DOM nodes, listeners, canvases and WebGL contexts. Prints a table on
standard error and JSON on standard output. Ends with 1 when, after the first fifth of a scene, more grows than
  day    ${DAY.heapKb} KB of heap, ${DAY.nativeKb} KB of the browser's own, ${DAY.nodes} nodes, ${DAY.listeners} listeners in an hour
  rush   ${RUSH.heapKb} KB of heap, ${RUSH.nativeKb} KB of the browser's own, ${RUSH.nodes} nodes, ${RUSH.listeners} listeners in a thousand frames (26 MB in thirty hours at ten a second)
or any canvas or WebGL context, or when a script fails. Short runs are noisy: judge by ten minutes or more.
--scene plays only one of them, for its half of the minutes.
--keep leaves two heap snapshots of each scene in DIR: what lives when it is warm, and at its end.
--budget measures the wall at the paces it is shipped with instead: main thread, first picture, weight.`;

const { values: args } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string', default: '50' },
    hours: { type: 'string', default: '24' },
    seed: { type: 'string', default: '1111' },
    looks: { type: 'string', default: '24' },
    scene: { type: 'string' },
    keep: { type: 'string' },
    budget: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
});
if (args.help) {
  console.log(USAGE);
  process.exit(0);
}
function number(name: 'minutes' | 'rate' | 'hours' | 'seed' | 'looks', from: number, to: number): number {
  const value = Number(args[name]);
  if (value >= from && value <= to) return value;
  console.error(`--${name} ${args[name]}: expected a number from ${from} to ${to}`);
  process.exit(2);
}
const seed = number('seed', 0, 2 ** 50);
const minutes = number('minutes', 0.5, 2_880) / 2;
const hours = number('hours', 0.1, 24);
const rate = number('rate', 1, 50);
const every = (minutes * 60) / number('looks', 5, 1_000);
const scenes: Scene[] = [
  {
    name: 'day',
    orders: 0.5,
    ahead: 0,
    speed: (hours * 60) / minutes,
    step: 'hour',
    limits: DAY,
    seed,
    minutes,
    rate,
    every,
  },
  { name: 'rush', orders: 30, ahead: 0.5, speed: 1, step: 'thousand frames', limits: RUSH, seed, minutes, rate, every },
];

const chosen = scenes.filter(({ name }) => args.scene === undefined || args.scene === name);
if (chosen.length === 0) {
  console.error(`--scene ${args.scene}: expected day or rush`);
  process.exit(2);
}

const browser = await startBrowser();
let good = true;
try {
  if (args.budget) good = await budget(browser, seed);
  else {
    if (args.keep !== undefined) mkdirSync(args.keep, { recursive: true });
    const reports = [];
    for (const scene of chosen) reports.push(await playScene(browser, scene, (line) => console.error(line), args.keep));
    for (const { scene, verdicts, pace, errors } of reports) {
      console.error(`\n${scene}`);
      console.error(verdicts, pace);
      for (const error of new Set(errors)) console.error(error);
      good &&= Object.values(verdicts).every(({ met }) => met);
    }
    console.log(JSON.stringify({ minutes: minutes * 2, hours, rate, reports }, null, 2));
  }
} finally {
  await browser.close();
}
process.exit(good ? 0 : 1);
