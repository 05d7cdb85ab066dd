import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wall } from '../../screen/editor/documents.ts';
import { answer, openDoor, tidewall } from './door.ts';

test('a pull that could not read a layout says which, keeps the others, and does not end as if all were well', async () => {
  const door = await openDoor(({ path }, response) => {
    if (path === '/api/layouts') answer(response, 200, { layouts: [{ id: 'newer' }, { id: 'wall' }] });
    else if (path === '/api/layouts/wall') answer(response, 200, wall([]), { etag: '"1"' });
    else answer(response, 200, { schemaVersion: 99, id: 'newer' });
  });
  const directory = await mkdtemp(join(tmpdir(), 'tidewall-pull-'));
  const { status, err } = await tidewall(['layouts', 'pull', directory, '--url', door.url]);
  expect([status, (await readdir(directory)).sort()]).toEqual([1, ['.pulled.json', 'wall.json']]);
  expect(err).toContain('newer');
  await rm(directory, { recursive: true });
  await door.close();
});
