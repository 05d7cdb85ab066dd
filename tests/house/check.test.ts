import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';

/** What a program says when it is not content, and nothing otherwise. */
function complaint(program: string, ...options: string[]): Promise<string> {
  const child = spawn(process.execPath, [`node_modules/.bin/${program}`, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  return new Promise((resolve) => child.once('close', (status) => resolve(status === 0 ? '' : said)));
}

// They take a minute of one core: the tests beside them have the other.
test('the types hold', { timeout: 600_000 }, async () => {
  expect(await complaint('vue-tsc', '-p', '.')).toBe('');
});

test('the manners of the code are those of the house', { timeout: 600_000 }, async () => {
  expect(await complaint('biome', 'ci', '.')).toBe('');
});
