import { type ChildProcess, spawn } from 'node:child_process';
import { build } from 'vite';
import type { AggregatorOptions } from '../../stream/main.ts';

/** Of this process: another one builds its own meanwhile. */
const OUT = `node_modules/.cache/aggregator-process-${process.env.VITEST_POOL_ID ?? 0}`;
let built: Promise<unknown> | undefined;

/** An aggregator in a process of its own. */
export interface TestAggregator {
  readonly child: ChildProcess;
  /** Partitions it counts, as it said last. */
  live(): number[];
  /** What it told the operator. */
  said(): string;
  /** Ends it by SIGKILL (or another signal) and waits for its end. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Resolves when it counts this many partitions; throws after a minute. */
  counting(partitions: number): Promise<void>;
}

/** Bundles once as the product is bundled, then starts one. */
export async function startAggregator(options: AggregatorOptions): Promise<TestAggregator> {
  built ??= build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: 'tests/support/aggregatorProcess.ts',
      target: 'node20',
      outDir: OUT,
      emptyOutDir: true,
      minify: false,
      rollupOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  });
  await built;
  const child = spawn(process.execPath, [`${OUT}/main.mjs`, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let live: number[] = [];
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const last = text.trim().split('\n').at(-1) ?? '';
    live = last.replace('live', '').trim().split(',').filter(Boolean).map(Number);
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const atExit = () => child.kill('SIGKILL');
  process.once('exit', atExit);
  child.once('exit', () => process.off('exit', atExit));
  return {
    child,
    live: () => live,
    said: () => said,
    kill: async (signal = 'SIGKILL') => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await ended;
    },
    counting: async (partitions) => {
      for (const end = Date.now() + 60_000; live.length < partitions; ) {
        if (Date.now() > end || child.exitCode !== null) throw new Error(`does not count: ${said}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}
