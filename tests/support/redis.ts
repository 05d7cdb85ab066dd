import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, connect } from '../../stream/redis/connect.ts';

export interface RedisOptions {
  /** With an append-only file, so that it survives `kill` and `start`. */
  durable?: boolean;
  /** More lines of configuration: `{ maxmemory: '8mb' }`. */
  config?: Record<string, string>;
  /** Where its files go; a new directory under the temporary one, removed by `stop`, when absent. */
  dir?: string;
}

/** A private redis-server on a unix socket. */
export interface TestRedis {
  readonly url: string;
  readonly dir: string;
  /** Another connection, closed by `stop`. */
  connect(name?: string): Connection;
  /** Ends the process by SIGKILL (or another signal) and waits for its end. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same files. */
  start(): Promise<void>;
  pid(): number | undefined;
  stop(): Promise<void>;
}

/** Starts a redis-server of its own for a test file; call `stop` in `afterAll`. */
export async function startRedis({ durable = false, config = {}, dir }: RedisOptions = {}): Promise<TestRedis> {
  const home = dir ?? mkdtempSync(join(tmpdir(), 'tide-'));
  const socket = join(home, 'redis.sock');
  const lines = {
    port: '0',
    unixsocket: socket,
    dir: home,
    save: '',
    loglevel: 'warning',
    'maxmemory-policy': 'noeviction',
    ...(durable ? { appendonly: 'yes', appendfsync: 'always', 'no-appendfsync-on-rewrite': 'no' } : {}),
    ...config,
  };
  const opened: Connection[] = [];
  let child: ChildProcess | undefined;
  const last = () => child?.kill('SIGKILL');
  const redis: TestRedis = {
    url: `unix://${socket}`,
    dir: home,
    connect(name = 'test') {
      const connection = connect(redis.url, { name });
      opened.push(connection);
      return connection;
    },
    async start() {
      if (child) return;
      const started = spawn('redis-server', ['-'], { stdio: ['pipe', 'ignore', 'inherit'] });
      child = started;
      started.once('exit', () => {
        if (child === started) child = undefined;
      });
      started.stdin?.end(
        Object.entries(lines)
          .map(([name, value]) => `${name} ${value === '' ? '""' : value}\n`)
          .join(''),
      );
      await ready(redis.url, started);
    },
    async kill(signal = 'SIGKILL') {
      const running = child;
      if (!running) return;
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill(signal);
      await ended;
    },
    pid: () => child?.pid,
    async stop() {
      for (const connection of opened) connection.disconnect();
      await redis.kill();
      process.off('exit', last);
      if (!dir) rmSync(home, { recursive: true, force: true });
    },
  };
  process.once('exit', last);
  await redis.start();
  return redis;
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  const connection = connect(url, { name: 'probe' });
  try {
    for (const end = Date.now() + 30_000; Date.now() < end; ) {
      if (child.exitCode !== null) throw new Error(`redis-server ended with status ${child.exitCode}`);
      if ((await connection.ping().catch(() => '')) === 'PONG') return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error('redis-server did not answer within 30 s');
  } finally {
    connection.disconnect();
  }
}
