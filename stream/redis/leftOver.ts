import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { Refusal } from '../contract/failure.ts';

/**
 * Ends a Redis that outlived the process that started it (killed, it could not), so that two never write one file. It is
 * known by its pid file; a number that is another program's by now is left alone.
 */
export async function endLeftOver(pidfile: string, socket: string, tell: (pid: number) => void): Promise<void> {
  const pid = Number(read(pidfile));
  if (isRedis(pid)) {
    tell(pid);
    process.kill(pid, 'SIGTERM');
    for (let waited = 0; isRedis(pid); waited += 20) {
      if (waited === 20_000) process.kill(pid, 'SIGKILL');
      if (waited > 30_000) throw new Refusal(`Process ${pid} is a Redis on this data directory and does not end.`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  rmSync(pidfile, { force: true });
  rmSync(socket, { force: true });
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isRedis(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    const command = existsSync('/proc/self/cmdline')
      ? read(`/proc/${pid}/cmdline`) // empty for one that ended and was not collected yet
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return /redis|valkey/.test(command);
  } catch {
    return false;
  }
}
