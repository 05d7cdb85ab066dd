import { execFile, execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Refusal } from '../contract/failure.ts';

const run = promisify(execFile);

export interface FindOptions {
  /** May a missing one be installed? */
  install: boolean;
  /** Told to the operator. */
  say: (sentence: string) => void;
  /** Searched instead of PATH. */
  path?: string;
}

/**
 * Where `redis-server` or `valkey-server` stands. A missing one is installed with apt-get when this is root on a
 * Debian-like system and `install` allows it; otherwise a Refusal names the one command to run.
 */
export async function findRedis({ install, say, path }: FindOptions): Promise<string> {
  const found = look(path);
  if (found) return found;
  await installPackages(['redis-server', 'redis-tools'], 'redis-server', advice(), {
    install,
    say,
    ...(path === undefined ? {} : { path }),
  });
  const installed = look(path);
  if (!installed) throw new Refusal(`redis-server was installed but is not on PATH. Run: ${advice()}`);
  say(`redis-server is installed: ${installed}.`);
  return installed;
}

/**
 * Installs Debian packages with apt-get for what was not found; throws a Refusal that names the one command to run where
 * that is not possible or not allowed. A package whose program was moved away is installed anew.
 */
export async function installPackages(
  packages: readonly string[],
  missing: string,
  command: string,
  { install, say, path }: FindOptions,
): Promise<void> {
  const apt = onPath('apt-get', path);
  if (!install || !apt || process.getuid?.() !== 0) throw new Refusal(`${missing} was not found. Run: ${command}`);
  say(`${missing} was not found: installing it with apt-get.`);
  // RUNLEVEL=1 keeps the package from starting a service of its own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const get = (...args: string[]) => run(apt, args, { env, maxBuffer: 64 << 20 });
  const words = ['install', '-y', '--reinstall', '--no-install-recommends', ...packages];
  try {
    await get(...words).catch(async () => {
      await get('update');
      await get(...words);
    });
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? (error as Error).message;
    throw new Refusal(`${missing} could not be installed (${reason}). Run: ${command}`);
  }
}

function look(path: string | undefined): string | undefined {
  return [onPath('redis-server', path), onPath('valkey-server', path)].find(
    (candidate) => candidate !== undefined && works(candidate),
  );
}

function works(binary: string): boolean {
  try {
    return /v=([7-9]|\d\d)\./.test(execFileSync(binary, ['--version'], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}

function onPath(name: string, path = process.env.PATH ?? ''): string | undefined {
  for (const directory of path.split(delimiter)) {
    const candidate = join(directory, name);
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {} // not here: look further
  }
  return undefined;
}

function advice(): string {
  if (process.platform === 'darwin') return 'brew install redis';
  if (onPath('apt-get')) return 'sudo apt-get install -y redis-server';
  if (onPath('dnf')) return 'sudo dnf install -y valkey';
  if (onPath('apk')) return 'sudo apk add valkey';
  return 'install Redis 7 or Valkey with your package manager';
}
