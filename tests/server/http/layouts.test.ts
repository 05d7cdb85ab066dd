import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Layout } from '../../../layouts/document.ts';
import type { Problem } from '../../../stream/contract/failure.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { type Served, serve } from '../../support/served.ts';

let redis: TestRedis;
let server: Served;
beforeAll(async () => {
  redis = await startRedis();
  server = await serve(redis.url);
});
afterAll(async () => {
  await server.close();
  await redis.stop();
});

const layout = (id: string, title = '大屏') => ({
  schemaVersion: 1,
  id,
  title: { 'zh-CN': title },
  canvas: { width: 1920, height: 1080 },
  pages: [{ id: 'main', widgets: [] }],
});
const put = (id: string, body: unknown, headers: Record<string, string> = {}) =>
  server.ask<Layout & Problem>('PUT', `/api/layouts/${id}`, body, headers);
const get = (path: string) => server.ask<Layout & Problem>('GET', `/api/layouts/${path}`);
const post = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
  server.ask<{ revision: number; author: string; note: string; of?: number } & Problem>(
    'POST',
    `/api/layouts/${path}`,
    body ?? {},
    headers,
  );
const history = async (id: string) => (await server.ask('GET', `/api/layouts/${id}/revisions`)).body;
const etag = (answer: { headers: Headers }) => answer.headers.get('etag') ?? '';

describe('a draft', () => {
  test('is made, read with its ETag, and saved upon what was read', async () => {
    const made = await put('mine', layout('mine'));
    expect(made.status).toBe(201);
    expect(made.body.canvas).toMatchObject({ fit: 'contain', theme: 'tide' });
    const read = await get('mine');
    expect(etag(read)).toBe(etag(made));
    const saved = await put('mine', layout('mine', '新标题'), { 'if-match': etag(read) });
    expect([saved.status, saved.body.title]).toEqual([200, { 'zh-CN': '新标题' }]);
    expect(etag(saved)).not.toBe(etag(made));
  });

  test('of somebody quicker is never overwritten: 412, and 428 for one who names no version', async () => {
    const first = etag(await put('shared', layout('shared')));
    expect((await put('shared', layout('shared', 'A'), { 'if-match': first })).status).toBe(200);
    const late = await put('shared', layout('shared', 'B'), { 'if-match': first });
    expect([late.status, late.body.code, etag(late)]).toEqual([412, 'precondition', '"2"']);
    expect(late.body.detail).toContain('"2"');
    expect(await put('shared', layout('shared', 'C'))).toMatchObject({ status: 428, body: { code: 'unconditional' } });
    expect((await get('shared')).body.title).toEqual({ 'zh-CN': 'A' });
    expect((await put('shared', layout('shared', 'D'), { 'if-match': '*' })).status).toBe(200);
  });

  test('is not saved upon a version that never stood: 412 with the one that does; what is no ETag is no condition', async () => {
    const standing = etag(await put('named', layout('named')));
    for (const match of ['"abc"', 'W/"abc"', '""', '"*"', '"0"']) {
      const answer = await put('named', layout('named', 'A'), { 'if-match': match });
      expect([match, answer.status, answer.body.code, etag(answer)]).toEqual([match, 412, 'precondition', standing]);
    }
    const template = etag(await get('stock'));
    for (const match of ['"abc"', '"0-abc"', '"1"']) {
      const untouched = await put('stock', layout('stock'), { 'if-match': match });
      expect([untouched.status, etag(untouched)]).toEqual([412, template]);
    }
    for (const match of ['abc', '"', '"a" "b"'])
      expect(await put('named', layout('named', 'A'), { 'if-match': match })).toMatchObject({
        status: 400,
        body: { code: 'request', path: 'if-match' },
      });
    expect((await get('named')).body.title).toEqual(layout('named').title);
    const published = await post('named/publish', {}, { 'if-match': '"abc"' });
    expect([published.status, etag(published)]).toEqual([412, standing]);
    expect((await get('named/published')).status).toBe(404);
    expect((await put('named', layout('named', 'A'), { 'if-match': `"abc", W/${standing}` })).status).toBe(412);
    expect((await put('named', layout('named', 'A'), { 'if-match': `"abc",${standing} , W/"x"` })).status).toBe(200);
  });

  test('of whatever is there, by *, is none of what is not; a template is there', async () => {
    for (const match of ['*', '"1"', '"abc"'])
      expect(await put('absent', layout('absent'), { 'if-match': match })).toMatchObject({
        status: 412,
        body: { code: 'precondition', detail: expect.stringContaining('no layout absent') },
      });
    expect((await get('absent')).status).toBe(404);
    for (const match of ['*', '"1"', '"abc"'])
      expect((await post('absent/publish', {}, { 'if-match': match })).status).toBe(404);
    const template = await get('channels');
    expect((await put('channels', template.body, { 'if-match': '*' })).status).toBe(201);
    expect((await put('channels', template.body, { 'if-match': '*' })).status).toBe(200);
  });

  test('of two who save at once is taken from one', async () => {
    const upon = { 'if-match': etag(await put('race', layout('race'))) };
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => put('race', layout('race', `${index}`), upon)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(7);
  });

  test('that is no layout is refused with every fault and its path', async () => {
    const broken = { ...layout('broken'), canvas: { width: 0, height: 'x' }, extra: 1 };
    const { status, body } = await put('broken', broken);
    expect([status, body.code]).toEqual([400, 'layout']);
    expect(body.faults?.map(({ path }) => path)).toEqual(expect.arrayContaining(['canvas.width', 'canvas.height']));
    expect((await put('other', layout('broken'))).body).toMatchObject({ code: 'request', path: 'id' });
    expect((await put('Big', layout('Big'))).status).toBe(400);
    expect((await get('broken')).status).toBe(404);
  });

  test('begins from the template of its id, which stays as it is', async () => {
    const template = await get('promotion');
    expect(etag(template)).toMatch(/^"0-/);
    const changed = { ...template.body, title: { 'zh-CN': '我的大促' } };
    expect((await put('promotion', changed, { 'if-match': etag(template) })).status).toBe(201);
    expect((await get('promotion/published')).body.title).toEqual(template.body.title);
    expect((await put('promotion', changed, { 'if-match': etag(template) })).status).toBe(412);
  });
});

describe('a revision', () => {
  test('is what walls show from then on, numbered, with author, time and note', async () => {
    const upon = etag(await put('night', layout('night', '一')));
    expect((await get('night/published')).status).toBe(404);
    const author = { 'tidewall-author': encodeURIComponent('小王') };
    const one = await post('night/publish', { note: '首版' }, { 'if-match': upon, ...author });
    expect([one.status, one.body]).toEqual([
      201,
      { revision: 1, at: expect.any(Number), author: '小王', note: '首版' },
    ]);
    const two = await put('night', layout('night', '二'), { 'if-match': upon });
    expect((await get('night/published')).body.title).toEqual({ 'zh-CN': '一' });
    expect((await post('night/publish', {}, { 'if-match': upon })).status).toBe(412);
    expect((await post('night/publish', {}, { 'if-match': etag(two) })).body.revision).toBe(2);
    const shown = await get('night/published');
    expect([shown.headers.get('tidewall-revision'), shown.body.title]).toEqual(['2', { 'zh-CN': '二' }]);
    expect((await get('night/revisions/1')).body.title).toEqual({ 'zh-CN': '一' });
    expect((await get('night/revisions/9')).status).toBe(404);
  });

  test('is brought back by a rollback, as one more revision; the draft stays', async () => {
    const back = await post('night/rollback', {});
    expect(back.body).toMatchObject({ revision: 3, of: 1 });
    expect((await get('night/published')).body.title).toEqual({ 'zh-CN': '一' });
    expect((await get('night')).body.title).toEqual({ 'zh-CN': '二' });
    const bare = await fetch(`${server.url}/api/layouts/night/rollback`, {
      method: 'POST',
      headers: { authorization: 'Bearer a-token-of-the-tests', 'content-type': 'application/json' },
    });
    expect((await bare.json()) as Problem).toMatchObject({
      code: 'not_found',
      detail: expect.stringContaining('no template'),
    });
    expect((await post('night/rollback', { revision: 0 })).body.detail).toContain('no template');
    expect((await post('mine/rollback', {})).body).toMatchObject({
      status: 404,
      detail: 'Layout mine was never published.',
    });
    expect((await post('night/rollback', { revision: 2 })).body).toMatchObject({ revision: 4, of: 2 });
    const { body } = await server.ask<{ revisions: { revision: number }[]; published: number }>(
      'GET',
      '/api/layouts/night/revisions',
    );
    expect([body.published, body.revisions.map(({ revision }) => revision)]).toEqual([4, [4, 3, 2, 1]]);
  });

  test('of a template goes back to the template itself, which is revision 0', async () => {
    const template = await get('executive');
    expect(await history('executive')).toEqual({ revisions: [], template: true });
    const changed = { ...template.body, title: { 'zh-CN': '我的一览' } };
    await put('executive', changed, { 'if-match': etag(template) });
    expect((await post('executive/publish')).body).toMatchObject({ revision: 1, before: 0 });
    const back = await post('executive/rollback', { note: '先用自带的' });
    expect([back.status, back.body]).toMatchObject([201, { revision: 2, of: 0, before: 1, note: '先用自带的' }]);
    const shown = await get('executive/published');
    expect([shown.headers.get('tidewall-revision'), shown.body]).toEqual(['2', template.body]);
    expect((await get('executive')).body.title).toEqual({ 'zh-CN': '我的一览' });
    expect((await get('executive/revisions/0')).body).toEqual(template.body);
    expect((await get('night/revisions/0')).status).toBe(404);
    expect((await post('executive/rollback', {})).body.detail).toContain('nothing before its template');
    expect((await post('executive/rollback', { revision: 1 })).body).toMatchObject({ revision: 3, of: 1 });
    expect((await post('executive/rollback', { revision: 0 })).body).toMatchObject({ revision: 4, of: 0 });
    expect(await history('executive')).toMatchObject({
      published: 4,
      revisions: [{ of: 0 }, { of: 1 }, { of: 0 }, {}],
    });
  });

  test('names its author in any script, encoded or not, and never cuts a letter in two', async () => {
    const named = async (said: string) => (await post('night/publish', {}, { 'tidewall-author': said })).body.author;
    const bytes = (name: string) => Buffer.from(name, 'utf8').toString('latin1');
    expect(await named(encodeURIComponent('林晓 Ωmega'))).toBe('林晓 Ωmega');
    expect(await named(bytes('林晓'))).toBe('林晓');
    expect(await named('Zo\u00eb')).toBe('Zo\u00eb');
    expect(await named('100% Tom')).toBe('100% Tom');
    expect(await named(encodeURIComponent('😀'.repeat(70)))).toBe('😀'.repeat(64));
  });

  test('is asked for twice while publishing is frozen', async () => {
    const freeze = { from: Date.now() - 1_000, to: Date.now() + 60_000, reason: '双11当晚' };
    expect((await server.ask('PUT', '/api/freeze', freeze)).status).toBe(200);
    const refused = await post('night/publish');
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      'frozen',
      'Publishing is frozen: 双11当晚',
    ]);
    expect((await post('night/publish', { confirm: true })).status).toBe(201);
    expect((await server.ask('PUT', '/api/freeze', { from: 2, to: 1 })).status).toBe(400);
    await server.ask('PUT', '/api/freeze', null);
    expect((await post('night/publish')).status).toBe(201);
  });

  test('of nothing is refused', async () => {
    expect((await post('nowhere/publish')).status).toBe(404);
  });
});

describe('the shelf', () => {
  const listed = async (query = '') =>
    (
      await server.ask<{ layouts: { id: string; template: boolean; revision?: number }[] }>(
        'GET',
        `/api/layouts${query}`,
      )
    ).body.layouts;

  test('lists documents and templates; an archived one is out of the list and loses nothing', async () => {
    expect(await listed()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'promotion', template: true, draft: true }),
        expect.objectContaining({ id: 'night', template: false, revision: expect.any(Number) }),
      ]),
    );
    expect((await server.ask('DELETE', '/api/layouts/mine')).status).toBe(204);
    expect((await listed()).some(({ id }) => id === 'mine')).toBe(false);
    expect((await listed('?archived=true')).some(({ id }) => id === 'mine')).toBe(true);
    expect((await get('mine')).body.title).toEqual({ 'zh-CN': '新标题' });
    expect((await server.ask('POST', '/api/layouts/mine/restore', {})).status).toBe(204);
    expect((await listed()).some(({ id }) => id === 'mine')).toBe(true);
    expect((await server.ask('DELETE', '/api/layouts/nowhere')).status).toBe(404);
  });

  test('archives only the version that was named, and takes nothing for an archived one until it is put back', async () => {
    const first = etag(await put('old', layout('old')));
    await post('old/publish');
    const second = etag(await put('old', layout('old', '二'), { 'if-match': first }));
    const remove = (match: string) => server.ask('DELETE', '/api/layouts/old', undefined, { 'if-match': match });
    const late = await remove(first);
    expect([late.status, etag(late)]).toEqual([412, second]);
    expect((await listed()).some(({ id }) => id === 'old')).toBe(true);
    for (let round = 0, version = second; round < 5; round++) {
      const [saved, removed] = await Promise.all([
        put('old', layout('old', `${round}`), { 'if-match': version }),
        remove(version),
      ]);
      expect([saved.status, removed.status]).not.toEqual([200, 204]);
      if (removed.status === 204) await post('old/restore');
      version = etag(await get('old'));
    }
    const third = etag(await get('old'));
    expect((await remove(`"abc", ${third}`)).status).toBe(204);
    const refused = {
      status: 409,
      body: { code: 'archived', detail: 'Layout old is archived; put it back first: POST /api/layouts/old/restore.' },
    };
    expect(await post('old/publish', {}, { 'if-match': third })).toMatchObject(refused);
    expect(await post('old/rollback', { revision: 1 })).toMatchObject(refused);
    expect(await put('old', layout('old', '三'), { 'if-match': third })).toMatchObject(refused);
    expect((await listed()).some(({ id }) => id === 'old')).toBe(false);
    expect((await post('old/restore')).status).toBe(204);
    expect((await post('old/publish', {}, { 'if-match': third })).body.revision).toBe(2);
  });

  test('gives a layout as a file that can be put back', async () => {
    const file = await get('night/export');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="night.json"');
    const copy = { ...file.body, id: 'copy' };
    expect((await put('copy', copy)).status).toBe(201);
  });
});
