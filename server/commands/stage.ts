import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { CommandError, STATUS } from './command.ts';
import { until } from './feed/order.ts';
import { rootDirectory } from './root.ts';
import { withStore } from './store.ts';

/** A Tidewall of its own: a store that begins empty, a server and an aggregator on the loopback. */
export interface Stage {
  url: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Rejects when the server ends by itself. */
  readonly failed: Promise<never>;
  /** Asks it to drain and waits until it is gone. */
  stop(): Promise<void>;
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
  { store, port, key, signal }: { store: string; port: number; key: string; signal: AbortSignal },
): Promise<Stage> {
  await checkPort(port);
  await checkStore(store);
  const root = rootDirectory();
  build(root);
  rmSync(store, { recursive: true, force: true });
  mkdirSync(store, { recursive: true });
  const log = join(store, 'server.log');
  const own = ownEnvironment(env, {
    HOST: '127.0.0.1',
    PORT: String(port),
    TIDEWALL_DATA: store,
    TIDEWALL_ROLE: 'all',
    TIDEWALL_INGEST_KEYS: `rehearsal:${key}`,
  });
  const output = openSync(log, 'a');
  const main = join(root, 'dist', 'server', 'main.js');
  const server = spawn(process.execPath, ['--enable-source-maps', main], {
    cwd: root,
    env: own,
    stdio: ['ignore', output, output],
  });
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const failed = gone.then(() => {
    throw ended(log);
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

function build(root: string): void {
  const script = join(root, 'bin', 'build.mjs');
  if (!existsSync(script)) return;
  const { status } = spawnSync(process.execPath, [script], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === 0) return;
  throw new CommandError(
    { en: 'The build failed; its output stands above.', 'zh-CN': '构建失败,输出见上。' },
    STATUS.no,
  );
}

function checkPort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new CommandError({
          en: `Port ${port} cannot be used (${error.code}). Another program (another demo?) listens there: stop it, or choose another with --port.`,
          'zh-CN': `端口 ${port} 无法使用(${error.code})。可能被其他程序(或另一个演示)占用:请停止它,或用 --port 换一个端口。`,
        }),
      );
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

/** Refuses a store that a Redis still serves: emptying it would pull the ground from under another demo. */
async function checkStore(store: string): Promise<void> {
  const served = await withStore({ env: { TIDEWALL_DATA: store } }, (redis) => redis.ping()).catch(() => undefined);
  if (served === undefined) return;
  throw new CommandError({
    en: `${store} is in use by another demo that still runs. Stop it, or choose another TIDEWALL_DATA.`,
    'zh-CN': `${store} 正被另一个仍在运行的演示使用。请先停止它,或更换 TIDEWALL_DATA。`,
  });
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

async function stop(server: ChildProcess, gone: Promise<void>): Promise<void> {
  server.kill('SIGTERM');
  const late = setTimeout(() => server.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(late);
}

function ended(log: string): CommandError {
  const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
  return new CommandError(
    {
      en: `The server ended. Its last words (${log}):\n${tail}`,
      'zh-CN': `服务器已退出。最后的日志(${log}):\n${tail}`,
    },
    STATUS.unreachable,
  );
}
