import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sources } from './tree.ts';

/**
 * Who may look at whom. A room is a path prefix; the longest prefix that fits is the file's room. A room always sees
 * itself; what is not in its row it may not import.
 */
const SEES: Record<string, readonly string[]> = {
  'stream/contract': [],
  'stream/metrics': ['stream/contract'],
  layouts: ['stream/contract', 'stream/metrics'],
  'stream/entities': ['stream/contract', 'stream/metrics'],
  'stream/engine': ['stream/contract', 'stream/metrics', 'stream/entities'],
  'stream/reading': ['stream/contract', 'stream/metrics', 'stream/engine'],
  'stream/redis': ['stream/contract', 'stream/metrics', 'stream/entities', 'stream/engine'],
  'stream/reconcile': ['stream/contract', 'stream/metrics', 'stream/entities', 'stream/engine', 'stream/redis'],
  stream: ['stream'],
  server: ['stream/index.ts', 'stream/contract', 'stream/metrics', 'layouts'],
  'screen/wire': ['stream/contract'],
  'screen/chart': ['stream/contract', 'stream/metrics', 'layouts', 'screen/format.ts'],
  'screen/widgets': ['stream/contract', 'stream/metrics', 'layouts', 'screen/chart', 'screen/format.ts'],
  screen: ['stream/contract', 'stream/metrics', 'layouts', 'screen'],
};

/** Outside packages that have one room. */
const HOMES: Record<string, readonly string[]> = {
  ioredis: ['stream/redis'],
  fastify: ['server'],
  'socket.io': ['server'],
  'socket.io-client': ['screen/wire'],
  echarts: ['screen/chart', 'screen/widgets'],
  'echarts-gl': ['screen/chart'],
  'vue-router': ['screen/admin'],
  'naive-ui': ['screen/admin', 'screen/editor'],
  codemirror: ['screen/editor'],
  uqr: ['screen/tv'],
  pinia: ['screen/stores', 'screen/wall.ts', 'screen/admin.ts'],
};

const within = (path: string, place: string) => path === place || path.startsWith(`${place}/`);
const roomOf = (path: string) =>
  Object.keys(SEES)
    .filter((room) => within(path, room))
    .sort((a, b) => b.length - a.length)[0];

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+)'([^']+)'/g)].map((match) => match[1] as string);
}

describe('the import table', () => {
  const files = sources();
  test('finds the house', () => expect(files.length).toBeGreaterThan(50));

  test('is kept by every file', () => {
    const broken: string[] = [];
    for (const file of files) {
      const room = roomOf(file);
      if (room === undefined) {
        broken.push(`${file} stands in no room`);
        continue;
      }
      for (const specifier of importsOf(file)) {
        if (specifier.startsWith('.')) {
          const target = normalize(join(dirname(file), specifier.replace(/\?.*$/, '')));
          const allowed = within(target, room) || SEES[room]?.some((place) => within(target, place));
          if (!allowed) broken.push(`${file} may not see ${target}`);
        } else {
          const name = specifier.startsWith('@') ? specifier : (specifier.split('/')[0] as string);
          const homes = HOMES[name];
          if (homes && !homes.some((home) => within(file, home))) broken.push(`${file} may not use ${name}`);
        }
      }
    }
    expect(broken).toEqual([]);
  });
});
