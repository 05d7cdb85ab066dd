import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The whole product as a user runs it: the built bundle, role `all`, an embedded Redis, a store of its own. */
export interface System {
  readonly url: string;
  readonly port: number;
  /** An ingest key and an API token that this system knows. */
  readonly key: string;
  readonly token: string;
  /** TIDEWALL_DATA of it. */
  readonly data: string;
  readonly supervisor: ChildProcess;
  /** Everything written to standard output and error so far. */
  log(): string;
  /** Living processes by role: the supervisor's children and theirs. */
  pids(): { server: number[]; aggregator: number[]; redis: number[] };
  /** SIGTERM, waits for the end, removes the store unless `keep`. Resolves with the exit code. */
  stop(keep?: boolean): Promise<number | null>;
}

export interface Options {
  env?: Record<string, string>;
  /** A store to go on with (from `stop(true)`); made anew otherwise. */
  data?: string;
  port?: number;
  /** It was built a moment ago: nothing is looked at. */
  built?: true;
  /** Another installation than this one: a directory with its own `dist`. */
  root?: string;
}

/**
 * A TCP port that is free, and is taken by nobody until it is bound: it lies below those that a system gives away by
 * itself, for a line out or for port 0.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_000);
    const probe = createServer();
    const free = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!free) continue;
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }
}

/** Builds when the source changed, starts the system and waits until it is ready (60 s at most). */
export async function startSystem(options: Options = {}): Promise<System> {
  if (!options.built) execFileSync(process.execPath, ['bin/build.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'tidewall-'));
  const port = options.port ?? (await freePort());
  const key = 'system-test-key-0123456789abcdef';
  const token = 'system-test-token-0123456789abcdef';
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(TIDEWALL_|REDIS_URL|PORT$|HOST$|NODE_OPTIONS|VITEST)/.test(name),
    ),
  );
  const supervisor = spawn(process.execPath, [join(options.root ?? '.', 'dist/server/main.cjs')], {
    env: {
      ...inherited,
      TIDEWALL_DATA: data,
      PORT: String(port),
      TIDEWALL_INGEST_KEYS: `test:${key}`,
      TIDEWALL_API_TOKEN: token,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-200_000);
    });
  }
  const url = `http://127.0.0.1:${port}`;
  const system: System = {
    url,
    port,
    key,
    token,
    data,
    supervisor,
    log: () => log,
    pids: () => family(supervisor.pid ?? 0),
    stop: async (keep = false) => {
      if (supervisor.exitCode === null && supervisor.signalCode === null) {
        supervisor.kill('SIGTERM');
        await new Promise((resolve) => supervisor.once('exit', resolve));
      }
      if (!keep) rmSync(data, { recursive: true, force: true });
      return supervisor.exitCode;
    },
  };
  await ready(system, 60_000);
  return system;
}

/** Waits until `/readyz` answers 200. */
export async function ready(system: System, within: number): Promise<void> {
  const limit = Date.now() + within;
  for (;;) {
    if (system.supervisor.exitCode !== null)
      throw new Error(`it ended with ${system.supervisor.exitCode}:\n${system.log()}`);
    const answer = await fetch(`${system.url}/readyz`).catch(() => undefined);
    if (answer?.status === 200) return;
    if (Date.now() > limit) throw new Error(`not ready after ${within} ms:\n${system.log()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Living processes below `root`, by role. */
export function family(root: number): ReturnType<System['pids']> {
  const found: ReturnType<System['pids']> = { server: [], aggregator: [], redis: [] };
  const parents = new Map<number, number>();
  const words = new Map<number, string>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
      words.set(Number(entry), readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' '));
    } catch {
      // it ended while we looked
    }
  }
  const below = (pid: number): boolean =>
    pid === root || (parents.has(pid) && pid > 1 && below(parents.get(pid) as number));
  for (const [pid, text] of words) {
    if (pid === root || !below(pid)) continue;
    if (/redis-server|valkey-server/.test(text)) found.redis.push(pid);
    else if (/\baggregator\b/.test(text)) found.aggregator.push(pid);
    else if (/main\.cjs\s+server\b/.test(text)) found.server.push(pid);
  }
  return found;
}

/** Resident memory of a process in MB. */
export function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

/** POST /api/query with the bootstrap token. */
export async function ask(
  system: System,
  query: unknown,
): Promise<{
  from: number;
  to: number;
  asOf: number;
  partial: boolean;
  groups: Record<string, { values: Record<string, number> }>;
}> {
  const answer = await fetch(`${system.url}/api/query`, {
    method: 'POST',
    headers: { authorization: `Bearer ${system.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(query),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Awaited<ReturnType<typeof ask>>;
}

/** Processor time a process has used so far, seconds (user and system; the kernel counts in hundredths). */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
