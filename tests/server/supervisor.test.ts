import { expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { supervise } from '../../server/supervisor.ts';

test('a part that dies again and again is started again within a second each time', async () => {
  const over = new AbortController();
  const died: number[] = [];
  await supervise({
    config: readConfig({ REDIS_URL: 'redis://127.0.0.1:1' }),
    command: [process.execPath, '-e', 'process.exit(1)'],
    environment: { PATH: process.env.PATH },
    say: (_, details) => {
      if (details?.role === 'server' && died.push(performance.now()) === 8) over.abort();
    },
    signal: over.signal,
  });
  const between = died.slice(1).map((at, index) => at - (died[index] as number));
  // Half a second, and what it takes to start and die.
  expect(Math.max(...between)).toBeLessThan(1_400);
});
