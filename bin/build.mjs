#!/usr/bin/env node
/**
 * Builds the pages and the server when there is no build of this source, and does nothing otherwise.
 * The fingerprint is the hash of every source file's content: times lie after a checkout.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist', '.source');

function fingerprint() {
  const hash = createHash('sha256');
  const visit = (path) => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const child = join(path, entry.name);
      if (entry.isDirectory()) visit(child);
      else hash.update(child).update(readFileSync(join(root, child)));
    }
  };
  for (const room of ['layouts', 'screen', 'server', 'stream']) visit(room);
  for (const file of ['package-lock.json', 'tsconfig.json', 'vite.config.ts'])
    hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return pid > 0;
  } catch {
    return false;
  }
}

const source = fingerprint();
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === source && !process.argv.includes('--force')) process.exit(0);

const lock = join(root, 'dist', '.lock');
mkdirSync(join(root, 'dist'), { recursive: true });
for (const began = Date.now(); ; ) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    break;
  } catch {
    // Somebody builds at the same time: two builds would write into each other. A lock whose owner died is taken over.
    if (!alive(Number(readFileSync(lock, 'utf8') || 0)) || Date.now() - began > 300_000) rmSync(lock, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
}
process.once('exit', () => rmSync(lock, { force: true }));
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === source && !process.argv.includes('--force')) process.exit(0);

console.error('构建中 / building …');
rmSync(stamp, { force: true }); // what a build that fails leaves behind is of no source, also when that goes back
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
for (const args of [['build'], ['build', '--ssr']]) {
  const run = spawnSync(process.execPath, [vite, ...args, '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, TIDEWALL_BUILD: source.slice(0, 16) },
  });
  if (run.status !== 0) {
    console.error('构建失败 / the build failed: see above. Run "npm ci" first if packages are missing.');
    process.exit(run.status ?? 1);
  }
}
writeFileSync(stamp, source);
