// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useWalls } from '../../../screen/stores/walls.ts';
import { wall } from '../editor/documents.ts';

beforeEach(() => setActivePinia(createPinia()));
afterEach(() => vi.unstubAllGlobals());

/** The layouts a server has, and after its first answer one more that somebody else made. */
function serving(ids: string[], late?: string) {
  const standing = new Set(ids);
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const headers = new Headers(init?.headers);
    if (init?.method === 'GET') {
      const layouts = [...standing].map((id) => ({ id, title: {}, template: false, draft: true }));
      if (late !== undefined) standing.add(late);
      return Response.json({ layouts });
    }
    const id = url.split('/').at(-1) ?? '';
    if (standing.has(id)) {
      const status = headers.get('if-none-match') === '*' ? 412 : 428;
      return Response.json({ status, code: 'precondition', title: 'no' }, { status });
    }
    standing.add(id);
    return Response.json({}, { headers: { etag: '"1"' } });
  });
}

describe('a new wall', () => {
  test('that is wanted before the list of walls has come gets a name that is free', async () => {
    serving(['wall', 'wall-2']);
    expect(await useWalls().create(wall([], { id: 'wall' }))).toEqual({ id: 'wall-3' });
  });

  test('gets the next name where somebody else took it meanwhile', async () => {
    serving(['wall'], 'wall-2');
    const walls = useWalls();
    await walls.load();
    expect(await walls.create(wall([], { id: 'wall' }))).toEqual({ id: 'wall-3' });
  });

  test('is not made while the server is away, and says so', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('away');
    });
    expect(await useWalls().create(wall([]))).toEqual({ faults: [{ path: '', message: 'the network is away' }] });
  });
});
