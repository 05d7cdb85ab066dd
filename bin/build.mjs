#!/usr/bin/env node
/**
 * Builds the pages and the server when there is no build of this source, and does nothing otherwise.
 * The fingerprint is the hash of every source file's content: times lie after a checkout.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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

const source = fingerprint();
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === source && !process.argv.includes('--force')) process.exit(0);

console.error('构建中 / building …');
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
for (const args of [['build'], ['build', '--ssr']]) {
  const run = spawnSync(process.execPath, [vite, ...args, '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (run.status !== 0) {
    console.error('构建失败 / the build failed: see above. Run "npm ci" first if packages are missing.');
    process.exit(run.status ?? 1);
  }
}
mkdirSync(join(root, 'dist'), { recursive: true });
writeFileSync(stamp, source);
