import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { type Figure, latency, memoryAndRestart, throughput } from './cases.ts';
import { editor } from './drag.ts';
import { increments } from './rival.ts';
import { painted, wall } from './wall.ts';

const USAGE = `npm run bench -- [--only throughput,rival,latency,latency-new,restart,editor,wall,painted,memory] [--runs 3] [--seed N] [--memory-orders 10000000]

Measures the built product in a store of its own, on this machine, with the load generator on the same cores.
Prints a table on standard error and JSON on standard output.`;

const { values: args } = parseArgs({
  options: {
    only: { type: 'string' },
    runs: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    'memory-orders': { type: 'string', default: '10000000' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (args.help) {
  console.log(USAGE);
  process.exit(0);
}

const CASES: Record<string, (seed: number) => Promise<Figure[]>> = {
  throughput: (seed) => throughput(750_000, seed),
  rival: (seed) => increments(50_000, seed),
  latency: (seed) => latency(20, seed, true),
  'latency-new': (seed) => latency(20, seed, false),
  restart: (seed) => memoryAndRestart(1_000_000, seed, 1500),
  editor: () => editor(),
  wall: (seed) => wall(seed),
  painted: (seed) => painted(20, seed),
  memory: (seed) => memoryAndRestart(Number(args['memory-orders']), seed, 1500),
};

const names = args.only ? args.only.split(',') : Object.keys(CASES);
const runs = Math.max(1, Number(args.runs));
const report: Record<
  string,
  { median: number; min: number; max: number; unit: string; target?: string; met?: boolean }
> = {};

for (const name of names) {
  const measure = CASES[name];
  if (!measure) throw new Error(`--only ${name}: expected one of ${Object.keys(CASES).join(', ')}`);
  const samples = new Map<string, Figure[]>();
  for (let run = 0; run < (name === 'memory' ? 1 : runs); run++) {
    console.error(`${name}, run ${run + 1} …`);
    for (const figure of await measure(Number(args.seed) + run * 1000)) {
      console.error(`  ${figure.name}: ${figure.value.toLocaleString('en')} ${figure.unit}`);
      samples.set(figure.name, [...(samples.get(figure.name) ?? []), figure]);
    }
  }
  for (const [title, figures] of samples) {
    const sorted = figures.map((figure) => figure.value).sort((a, b) => a - b);
    const first = figures[0] as Figure;
    report[`${name}: ${title}`] = {
      median: sorted[Math.floor(sorted.length / 2)] as number,
      min: sorted[0] as number,
      max: sorted.at(-1) as number,
      unit: first.unit,
      ...(first.target
        ? { target: first.target, met: figures.filter((figure) => figure.met).length * 2 > figures.length }
        : {}),
    };
  }
}

const ours = report['throughput: counted exactly'];
const theirs = report['rival: per-event increments in Redis'];
const ratio = ours && theirs ? Math.round((ours.median / theirs.median) * 10) / 10 : undefined;
console.error('');
console.table(Object.fromEntries(Object.entries(report).map(([name, row]) => [name, row])));
if (ratio !== undefined) console.error(`counted exactly ÷ per-event increments: ${ratio}×`);
console.log(
  JSON.stringify(
    {
      machine: {
        cores: cpus().length,
        model: cpus()[0]?.model,
        memoryGb: Math.round(totalmem() / 2 ** 30),
        node: process.version,
      },
      runs,
      report,
      ...(ratio === undefined ? {} : { ratio }),
    },
    null,
    2,
  ),
);
