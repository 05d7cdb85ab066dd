import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { until } from './feed/order.ts';
import type { Stage } from './stage.ts';

const MINUTE = 60_000;

/** Runs `tidewall reconcile` on the stage's store again and again, so that the badge on the wall is true; for most of the time it rests. */
export async function keepReconciling(stage: Stage, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const began = Date.now();
    await new Promise<void>((done) => {
      const entry = process.argv[1] ?? '';
      const environment = { env: { ...stage.env }, stdio: 'ignore', signal } as const;
      const child = spawn(process.execPath, [...process.execArgv, entry, 'reconcile'], environment);
      if (child.pid !== undefined) setPriority(child.pid, 10);
      child.once('error', () => done());
      child.once('exit', () => done());
    });
    await until(Date.now() + Math.max(MINUTE, 6 * (Date.now() - began)), signal);
  }
}
