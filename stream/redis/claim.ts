import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Refusal } from '../contract/failure.ts';

export interface Claim {
  /** Where Redis keeps its files. */
  directory: string;
  /** Path of its unix socket, short enough for every system. */
  socket: string;
  release(): void;
}

/** sun_path holds 107 bytes on Linux, 103 on macOS. */
const SOCKET_BYTES = 100;

/**
 * Makes a data directory this process's own. Throws a Refusal when it cannot be written, or another living process has
 * it. The lock of a process that was killed is taken over.
 */
export function claim(data: string): Claim {
  const directory = join(data, 'redis');
  try {
    makeDirectory(directory);
    accessSync(directory, constants.W_OK | constants.X_OK);
    writeFileSync(join(directory, `.writable-${process.pid}`), '');
    rmSync(join(directory, `.writable-${process.pid}`));
  } catch (error) {
    throw new Refusal(`TIDEWALL_DATA ${data} cannot be written: ${(error as Error).message}`);
  }
  const lock = join(directory, 'lock');
  take(lock, data);
  const socket = socketFor(directory);
  return {
    directory,
    socket,
    release: () => {
      if (dirname(socket) !== realpathSync(directory)) rmSync(dirname(socket), { recursive: true, force: true });
      if (ownerOf(lock) === signature(process.pid)) rmSync(lock, { force: true });
    },
  };
}

/**
 * Makes a directory and those above it, for this user only. Step by step: Node's own recursion never ends where the system
 * denies that a parent is there which is (under /proc).
 */
export function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeDirectory(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // somebody else was quicker
  }
}

function take(lock: string, data: string): void {
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, signature(process.pid) ?? '');
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        linkSync(mine, lock); // fails when it is there: two cannot both succeed
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const owner = ownerOf(lock);
      const pid = Number(owner?.split(' ')[0]);
      if (owner && signature(pid) === owner)
        throw new Refusal(`TIDEWALL_DATA ${data} is in use by process ${pid}: one instance per data directory.`);
      rmSync(lock, { force: true });
    }
    throw new Refusal(`TIDEWALL_DATA ${data} is being taken by another process just now.`);
  } finally {
    rmSync(mine, { force: true });
  }
}

function ownerOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}

/** Process id and, where the system tells, its start: a number used again is another process. Undefined when it is not alive. */
function signature(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : `${pid} ${fields[19]}`;
  } catch {
    return `${pid} -`; // no /proc here
  }
}

/** Where the Redis of this directory listens. Throws when there is no such directory. */
export function socketFor(directory: string): string {
  const real = realpathSync(directory);
  const near = join(real, 'redis.sock');
  if (Buffer.byteLength(near) <= SOCKET_BYTES) return near;
  const away = join(tmpdir(), `tidewall-${createHash('sha256').update(real).digest('hex').slice(0, 16)}`);
  mkdirSync(away, { recursive: true, mode: 0o700 });
  accessSync(away, constants.W_OK);
  return join(away, 'redis.sock');
}
