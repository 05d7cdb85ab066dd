#!/usr/bin/env node
/** The door of the command line: the built bundle. Where there is none yet it is built first. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = join(root, 'dist', 'server', 'tidewall.cjs');
if (!existsSync(built)) {
  const { status } = spawnSync(process.execPath, [join(root, 'bin', 'build.mjs')], { stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(3);
}
process.argv[1] = built;
createRequire(import.meta.url)(built);
