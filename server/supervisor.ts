import { type ChildProcess, spawn } from 'node:child_process';
import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { REFUSED_EXIT, Refusal } from '../stream/contract/failure.ts';
import { launchEmbedded } from '../stream/index.ts';
import type { Config } from './config.ts';
import { lifeOf } from './heartbeat.ts';
import { tellRestarts } from './restarts.ts';

const ROLES = ['aggregator', 'server'] as const;
type ChildRole = (typeof ROLES)[number];

/**
 * glibc would learn from the first large buffers to keep such memory for itself, in holes between what lives long. A fixed
 * threshold gives large buffers back as soon as they are free. Other C libraries do not read these names.
 */
const MEMORY = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '1048576' };

/** However often it died: within a second a child is started again, ms. */
const FIRST_PAUSE = 50;
const LAST_PAUSE = 500;
/** A child that lived so long has recovered from what it died of, ms. */
const SETTLED_MS = 10_000;
/** Drained by then, or ended by force, ms. */
const DRAIN_MS = 10_000;

export interface SupervisorOptions {
  config: Config;
  /** The bundle or source that children run, and what stands in front of it on the command line. */
  command: readonly string[];
  environment: Record<string, string | undefined>;
  say: (sentence: string, details?: Record<string, unknown>) => void;
  signal: AbortSignal;
  /** Beats, one a second, that a child misses in a row when it hangs. */
  patience?: number;
}

/**
 * Keeps a server, an aggregator and, without REDIS_URL, a private Redis alive as processes, until `signal`. One that dies
 * is started again at once, and after a pause that doubles when it dies again and again; one that hangs is killed first.
 * Resolves when all are drained; rejects with a Refusal when one of them refuses to start: another attempt would not help.
 */
export async function supervise(options: SupervisorOptions): Promise<void> {
  const { config, command, environment, say, signal, patience } = options;
  const { data, durability, install } = config;
  const redis = config.redis === undefined ? await launchEmbedded({ data, durability, install, say }) : undefined;
  const env = { ...MEMORY, ...environment, REDIS_URL: redis?.url ?? config.redis };
  const children = new Map<ChildRole, ChildProcess>();
  const again: Record<ChildRole, number> = { aggregator: 0, server: 0 };
  const restarts = () => ({ ...again, ...(redis ? { redis: redis.restarts() } : {}) });
  // An aggregator that is started again under the same name takes its partitions back at once: also after everything was
  // killed, where the Redis is this instance's own.
  const name = redis ? `${hostname()}-embedded` : `${hostname()}-${process.pid}-${Date.now().toString(36)}`;
  let stopping = false;
  let refused = false;
  let failure: unknown;

  const keep = async (role: ChildRole): Promise<void> => {
    for (let pause = FIRST_PAUSE; !stopping; pause = Math.min(pause * 2, LAST_PAUSE)) {
      const began = Date.now();
      const [program = process.execPath, ...args] = command;
      const child = spawn(program, [...args, role, name], {
        env: { ...env, TIDEWALL_ROLE: role },
        // By the channel a child tells that it lives, and by its end it sees that the supervisor was killed.
        stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      });
      children.set(role, child);
      if (role === 'server') tellRestarts(child, restarts);
      const { code, missed } = await lifeOf(child, patience);
      children.delete(role);
      if (stopping) return;
      if (code === REFUSED_EXIT) {
        refused = true;
        stop();
        return;
      }
      if (Date.now() - began > SETTLED_MS) pause = FIRST_PAUSE;
      const how = missed ? `gave no sign of life for ${missed} s and was killed` : `ended (${code})`;
      again[role] += 1;
      say(`The ${role} ${how}; it is started again.`, { role });
      await setTimeout(pause, undefined, { signal }).catch(() => {}); // or until told to stop
    }
  };
  const stop = () => {
    stopping = true;
    for (const child of children.values()) child.kill('SIGTERM');
    void setTimeout(DRAIN_MS, undefined, { ref: false }).then(die);
  };
  // A supervisor that goes down hard takes its children along: they would hold the port and the leases.
  const die = () => {
    for (const child of children.values()) child.kill('SIGKILL');
  };
  process.once('exit', die);
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });

  // The children come up while Redis loads its files.
  redis?.answering.catch((error: unknown) => {
    if (stopping) return;
    failure = error;
    stop();
  });
  await Promise.all(ROLES.map(keep));
  await redis?.stop();
  process.off('exit', die);
  if (failure) throw failure;
  if (refused) throw new Refusal('Nothing was started; the reason stands above.');
}
