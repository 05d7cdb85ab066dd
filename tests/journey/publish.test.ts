import { expect, test } from 'vitest';
import type { Layout } from '../../layouts/document.ts';
import { openWall } from './browser.ts';
import { openRooms } from './rooms.ts';

const rooms = openRooms();

async function call(method: string, path: string, body: unknown, etag?: string): Promise<Response> {
  const answer = await fetch(`${rooms.system.url}/api/layouts/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${rooms.system.token}`,
      'content-type': 'application/json',
      ...(etag === undefined ? {} : { 'if-match': etag }),
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return answer;
}

test('an open wall shows what is published, and what is rolled back, without loading again; a draft never touches it', async () => {
  const wallOf = (text: string): Layout => ({
    schemaVersion: 1,
    id: 'night',
    title: { 'zh-CN': '夜' },
    canvas: { width: 1920, height: 1080, fit: 'contain', theme: 'tide' },
    pages: [
      {
        id: 'main',
        widgets: [
          {
            id: 'words',
            type: 'border',
            box: { x: 100, y: 100, width: 800, height: 200 },
            title: { 'zh-CN': text },
          },
        ],
      },
    ],
  });
  const first = (await call('PUT', 'night', wallOf('第一版'))).headers.get('etag') ?? '';
  await call('POST', 'night/publish', {}, first);
  const wall = await openWall(rooms.browser, `${rooms.system.url}/wall/night`);
  await expect.poll(() => wall.text('words'), { timeout: 20_000 }).toContain('第一版');
  await wall.page.evaluate(() => Object.assign(window, { same: true }));
  const second = (await call('PUT', 'night', wallOf('第二版'), first)).headers.get('etag') ?? '';
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await wall.text('words')).toContain('第一版');
  await call('POST', 'night/publish', {}, second);
  await expect.poll(() => wall.text('words'), { interval: 50 }).toContain('第二版');
  await call('POST', 'night/rollback', {});
  await expect.poll(() => wall.text('words'), { interval: 50 }).toContain('第一版');
  expect(await wall.page.evaluate(() => 'same' in window)).toBe(true);
});
