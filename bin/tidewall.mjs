#!/usr/bin/env node
/** The door of the command line: the built bundle when there is one, else the source through tsx. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = join(root, 'dist', 'server', 'tidewall.js');
if (existsSync(built)) {
  await import(pathToFileURL(built).href);
} else {
  let tsx;
  try {
    tsx = await import('tsx/esm/api');
  } catch {
    console.error('tidewall: 尚未构建 / there is no build yet. Run "npm ci && npm run build".');
    process.exit(3);
  }
  tsx.register();
  await import(pathToFileURL(join(root, 'server', 'commands', 'main.ts')).href);
}
