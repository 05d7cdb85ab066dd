import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, type Context, STATUS } from './command.ts';
import { until } from './feed/order.ts';
import { checkPort, emptied } from './ground.ts';
import { rootDirectory } from './root.ts';

/** A Tidewall of its own: a store that begins empty, a server and an aggregator on the loopback. */
export interface Stage {
  url: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Rejects when the server ends by itself. */
  readonly failed: Promise<never>;
  /** Asks it to drain and waits until it is gone. */
  stop(): Promise<void>;
}

interface Setting {
  store: string;
  port: number;
  key: string;
  signal: AbortSignal;
  /** Told to the person at the keyboard. */
  note: Context['note'];
  say: Context['say'];
}

/** What the stage's processes may know of this one's environment: nothing that names another store or key. */
function ownEnvironment(env: Readonly<Record<string, string | undefined>>, own: Record<string, string>) {
  const kept = ['TIDEWALL_TIMEZONE', 'TIDEWALL_NO_INSTALL', 'TIDEWALL_DURABILITY'];
  const others = Object.entries(env).filter(
    ([name]) => name !== 'REDIS_URL' && (!name.startsWith('TIDEWALL_') || kept.includes(name)),
  );
  return { ...Object.fromEntries(others), ...own };
}

/** Builds when there is no build of this source, empties `store`, starts everything on `port` and waits until it is ready. */
export async function setStage(
  env: Readonly<Record<string, string | undefined>>,
  { store, port, key, signal, note, say }: Setting,
): Promise<Stage> {
  await checkPort(port);
  await emptied(store, (words) => note(say(words)));
  const root = rootDirectory();
  await build(root, signal);
  const log = join(store, 'server.log');
  const own = ownEnvironment(env, {
    HOST: '127.0.0.1',
    PORT: String(port),
    TIDEWALL_DATA: store,
    TIDEWALL_ROLE: 'all',
    TIDEWALL_INGEST_KEYS: `rehearsal:${key}`,
  });
  const output = openSync(log, 'a');
  const main = join(root, 'dist', 'server', 'main.cjs');
  const server = spawn(process.execPath, [main, 'all', 'demo'], {
    cwd: root,
    env: own,
    // By the end of the channel the server sees that this process was killed, and ends as well.
    stdio: ['ignore', output, output, 'ipc'],
  });
  const gone = new Promise<number | string>((resolve) =>
    server.once('exit', (status, by) => resolve(by ?? `status ${status}`)),
  );
  const url = `http://127.0.0.1:${port}`;
  const failed = gone.then((how) => {
    throw ended(log, how);
  });
  failed.catch(() => {});
  try {
    await Promise.race([ready(url, signal), failed]);
  } catch (error) {
    await stop(server, gone);
    throw error;
  }
  return { url, env: own, failed, stop: () => stop(server, gone) };
}

/** Beside the event loop: a Ctrl-C is heard meanwhile. */
async function build(root: string, signal: AbortSignal): Promise<void> {
  const script = join(root, 'bin', 'build.mjs');
  if (!existsSync(script)) return;
  const child = spawn(process.execPath, [script], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], signal });
  const status = await new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  signal.throwIfAborted();
  if (status === 0) return;
  throw new CommandError(
    { en: 'The build failed; its output stands above.', 'zh-CN': '构建失败，输出见上。' },
    STATUS.no,
  );
}

async function ready(url: string, signal: AbortSignal): Promise<void> {
  const began = Date.now();
  while (!signal.aborted) {
    const answered = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(2_000) }).catch(
      () => undefined,
    );
    if (answered?.ok) return;
    if (Date.now() - began > 90_000)
      throw new CommandError(
        { en: 'The server did not become ready within 90 s.', 'zh-CN': '服务器在 90 秒内未就绪。' },
        STATUS.unreachable,
      );
    await until(Date.now() + 150, signal);
  }
}

async function stop(server: ChildProcess, gone: Promise<unknown>): Promise<void> {
  server.kill('SIGTERM');
  const late = setTimeout(() => server.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(late);
}

function ended(log: string, how: number | string): CommandError {
  const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
  return new CommandError(
    {
      en: `The demo's server ended by itself (${how}); everything is stopped. Its last words (${log}):\n${tail}`,
      'zh-CN': `演示服务器意外退出（${how}），已全部停止。最后的日志（${log}）：\n${tail}`,
    },
    STATUS.unreachable,
  );
}
