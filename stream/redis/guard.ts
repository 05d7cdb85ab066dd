import { spawn } from 'node:child_process';

/** A shell that reads a line: it gets one when all is well, and the end of its input when whoever started it was killed. */
const SCRIPT = 'trap "" HUP INT TERM; read -r word || kill -TERM "$0"';

/**
 * Ends process `pid` when this one dies in a way that leaves it no time to do so (SIGKILL). Returns what calls the guard off.
 * Where there is no shell nothing is guarded: what is left over is ended at the next start.
 */
export function guard(pid: number): () => void {
  const shell = spawn('/bin/sh', ['-c', SCRIPT, String(pid)], { stdio: ['pipe', 'ignore', 'ignore'] });
  shell.on('error', () => {});
  shell.stdin.on('error', () => {});
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  return () => shell.stdin.end('off\n');
}
