import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'tidewall-build-'));
afterAll(() => rmSync(root, { recursive: true }));

test('after a build that failed the source before it is built again', () => {
  const at = (path: string) => join(root, path);
  for (const room of ['layouts', 'screen', 'server', 'stream', 'node_modules/vite/bin'])
    mkdirSync(at(room), { recursive: true });
  for (const file of ['package-lock.json', 'tsconfig.json', 'vite.config.ts', 'builds']) writeFileSync(at(file), '');
  cpSync('bin/build.mjs', at('bin/build.mjs'));
  // A bundler that notes each time it runs, and fails where the source is wrong.
  writeFileSync(
    at('node_modules/vite/bin/vite.js'),
    `const { appendFileSync, readFileSync } = require('node:fs');
     appendFileSync('builds', '.');
     process.exit(readFileSync('server/main.ts', 'utf8') === 'wrong' ? 1 : 0);`,
  );
  const build = (source: string) => {
    writeFileSync(at('server/main.ts'), source);
    const { status } = spawnSync(process.execPath, [at('bin/build.mjs')]);
    appendFileSync(at('builds'), ` ${status} `);
  };
  for (const source of ['right', 'right', 'wrong', 'right']) build(source);
  expect(readFileSync(at('builds'), 'utf8')).toBe('.. 0  0 . 1 .. 0 ');
});
