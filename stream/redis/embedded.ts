import { type ChildProcess, spawn } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../contract/failure.ts';
import { findRedis } from './binary.ts';
import { claim } from './claim.ts';
import { type Connection, connect, unixUrl } from './connect.ts';
import { configuration } from './embeddedConfig.ts';
import { guard } from './guard.ts';
import { endLeftOver } from './leftOver.ts';

export interface EmbeddedOptions {
  /** TIDEWALL_DATA. */
  data: string;
  durability: 'safe' | 'fast';
  /** May a missing redis-server be installed? */
  install: boolean;
  /** Told to the operator. */
  say: (sentence: string) => void;
  /** More configuration lines, for tests. */
  config?: Record<string, string>;
}

/** A private Redis that lives as long as this process. */
export interface Embedded {
  url: string;
  /** Resolves when it has loaded its files and answers; rejects with a Refusal, ended, when it cannot. */
  answering: Promise<void>;
  pid(): number | undefined;
  /** How often it died and was started again. */
  restarts(): number;
  /** Ends it cleanly, its files written for a quick start, and gives the data directory free. */
  stop(): Promise<void>;
}

/** Below so many free bytes (on a small disk a fifth) a Redis that died is not started: it would only die again. */
const ROOM = 64 << 20;
/** However often it died: within a second it is started again, ms. */
const FIRST_PAUSE = 50;
const LAST_PAUSE = 500;
const LOADING = 10 * 60_000;
/** Ended by force after so long, also one that hangs: nothing acknowledged is lost by that, ms. */
const ENDING = 4_000;
/** Files that have grown by so many bytes are written anew at the end, which may take so many ms; not those of so large a store that it would take longer. */
const GROWN = 16 << 20;
const TIDYING = 3_000;
const LARGE = 512 << 20;

/** `launchEmbedded`, and waits until it answers. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const embedded = await launchEmbedded(options);
  await embedded.answering;
  return embedded;
}

/**
 * Starts a private Redis on a unix socket under the data directory and keeps it alive: one that dies is started again
 * after a pause that doubles, on a full disk as soon as there is room. It ends when this process is killed; one that is left
 * over all the same is ended cleanly first. Throws a Refusal when there is no redis-server or the directory is not ours to use.
 */
export async function launchEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const binary = await findRedis(options);
  const held = claim(options.data);
  const { say } = options;
  const url = unixUrl(held.socket);
  let child: ChildProcess | undefined;
  let stopping = false;
  let restarts = 0;
  let pause = FIRST_PAUSE;
  let startedAt = 0;
  const die = () => child?.kill('SIGKILL');

  const launch = async (): Promise<void> => {
    const process_ = spawn(binary, ['-'], { stdio: ['pipe', 'pipe', 'pipe'], cwd: held.directory });
    const tail = listen(process_);
    const callOff = process_.pid === undefined ? () => {} : guard(process_.pid);
    child = process_;
    startedAt = Date.now();
    const gone = (how: string) => {
      callOff();
      if (child === process_) child = undefined;
      if (!stopping) void revive(`${how}${tail() ? `: ${tail()}` : ''}`);
    };
    process_.once('exit', (code, signal) => gone(signal ?? `status ${code}`));
    // It never began: its program is being exchanged, or there is no memory.
    if (process_.pid === undefined) process_.once('error', ({ message }) => gone(message));
    process_.stdin?.on('error', () => {}); // it died before it read its configuration: `exit` tells
    process_.stdin?.end(configuration(held, options.durability, options.config));
  };

  const revive = async (reason: string): Promise<void> => {
    if (Date.now() - startedAt > 30_000) pause = FIRST_PAUSE;
    say(`The embedded Redis ended (${reason}).`);
    if (full(held.directory)) {
      say(`The disk of ${options.data} is full. Redis is started again as soon as there is room.`);
      while (!stopping && full(held.directory)) await rest(500);
    } else await rest(pause);
    pause = Math.min(pause * 2, LAST_PAUSE);
    if (stopping) return;
    restarts++;
    await launch();
    say('The embedded Redis was started again.');
  };

  const giveUp = (error: unknown) => {
    stopping = true;
    die();
    held.release();
    throw error;
  };

  process.once('exit', die);
  try {
    await endLeftOver(join(held.directory, 'redis.pid'), held.socket, (pid) =>
      say(`A Redis that outlived its launcher (process ${pid}) is ended first.`),
    );
    await launch();
  } catch (error) {
    giveUp(error);
  }
  const answers = answering(url, () => {
    if (stopping) throw new Refusal('The embedded Redis was ended before it answered.');
    if (restarts > 3)
      throw new Refusal(`The embedded Redis does not start; see the lines above. Data: ${held.directory}`);
  }).catch(giveUp);
  return {
    url,
    answering: answers,
    pid: () => child?.pid,
    restarts: () => restarts,
    stop: async () => {
      stopping = true;
      const running = child;
      if (running) {
        const ended = new Promise((resolve) => running.once('exit', resolve));
        const late = setTimeout(die, ENDING);
        await tidy(url).catch(() => {}); // nothing is lost without it
        running.kill('SIGTERM');
        await ended;
        clearTimeout(late);
      }
      process.off('exit', die);
      held.release();
    },
  };
}

/** The last line that says why. */
function listen(child: ChildProcess): () => string {
  let last = '';
  const hear = (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n')) if (/ # |\*\*\*|No space/.test(line)) last = line.trim();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return () => last.replace(/^\d+:\w \d+ \w+ \d+ [\d:.]+ [#*] /, '');
}

async function answering(url: string, check: () => void): Promise<void> {
  const connection = connect(url, { name: 'probe' });
  try {
    for (const end = Date.now() + LOADING; Date.now() < end; await rest(10)) {
      if ((await connection.ping().catch(() => '')) === 'PONG') return;
      check();
    }
    throw new Refusal('The embedded Redis did not answer within ten minutes.');
  } finally {
    connection.disconnect();
  }
}

/**
 * Rewrites files that have grown by a lot since they were last written whole: values that were written often are then read
 * once at the next start.
 */
async function tidy(url: string): Promise<void> {
  const connection = connect(url, { name: 'tidy', timeout: 1_000 });
  try {
    const { used_memory: held = 0 } = await numbers(connection, 'memory');
    const { aof_current_size: size = 0, aof_base_size: base = 0, ...now } = await numbers(connection, 'persistence');
    if (held > LARGE || size - base < GROWN) return;
    if (now.aof_rewrite_in_progress === 0) await connection.call('BGREWRITEAOF');
    for (const end = Date.now() + TIDYING; Date.now() < end; await rest(20)) {
      const { aof_rewrite_in_progress: under, aof_rewrite_scheduled: soon } = await numbers(connection, 'persistence');
      if (under === 0 && soon === 0) return;
    }
  } finally {
    connection.disconnect();
  }
}

/** The whole numbers of a section of INFO. */
async function numbers(connection: Connection, section: string): Promise<Record<string, number>> {
  const lines = (await connection.info(section)).matchAll(/^(\w+):(\d+)\r?$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name, Number(value)]));
}

function full(directory: string): boolean {
  const { bavail, blocks, bsize } = statfsSync(directory);
  return bavail * bsize < Math.min(ROOM, (blocks * bsize) / 5);
}
const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
