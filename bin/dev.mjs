#!/usr/bin/env node
/** Hot reload: the server bundle is rebuilt and restarted on every change, the pages come from vite's own server. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
const start = (args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });

const children = [start([vite, 'build', '--ssr', '--watch']), start([vite])];
setTimeout(() => children.push(start(['--watch', 'dist/server/main.cjs'])), 4_000);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of children) child.kill('SIGTERM');
    setTimeout(() => process.exit(0), 1_000);
  });
}
