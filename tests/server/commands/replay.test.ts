import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { post } from '../../../server/commands/feed/post.ts';
import { accept, answer, openDoor, type Says, tidewall } from './door.ts';

let directory: string;
let door: Awaited<ReturnType<typeof openDoor>>;
let says: Says;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tidewall-replay-'));
  says = accept;
  door = await openDoor((heard, response) => says(heard, response));
});
afterEach(async () => {
  await door.close();
  await rm(directory, { recursive: true });
});

const event = (n: number, at: unknown = 1_700_000_000_000 + n) => ({
  type: 'order.paid',
  id: `e${n}`,
  at,
  order: `o${n}`,
  amount: '1',
});
const lines = (...events: unknown[]) =>
  `${events.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n')}\n`;
async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}
const replay = (path: string, ...options: string[]) =>
  tidewall(['replay', path, '--url', door.url, '--key', 'k1', ...options]);
const ids = () =>
  door.heard.flatMap(({ body }) => body.split('\n').map((text) => (JSON.parse(text) as { id: string }).id));

describe('replay', () => {
  test('sends every event of a plain, gz or br file once, in batches, with the key, and reports', async () => {
    const text = lines(...Array.from({ length: 25 }, (_, n) => event(n)));
    for (const [name, content] of [
      ['a.ndjson', text],
      ['a.ndjson.gz', gzipSync(text)],
      ['a.br', brotliCompressSync(text)],
    ] as const) {
      door.heard.length = 0;
      const { status, out } = await replay(await file(name, content), '--batch', '10');
      expect(status).toBe(0);
      expect(out).toMatch(/rows read +25\n/);
      expect(out).toMatch(/accepted +25\n/);
      expect(door.heard.map(({ key }) => key)).toEqual(Array(3).fill('Bearer k1'));
      expect(ids().sort()).toEqual(Array.from({ length: 25 }, (_, n) => `e${n}`).sort());
    }
  });

  test('reports what was sent when it is stopped half-way, and ends with 130', async () => {
    const stop = new AbortController();
    says = (heard, response) => (heard.body.includes('"e10"') ? stop.abort() : accept(heard, response));
    const path = await file('a.ndjson', lines(...Array.from({ length: 25 }, (_, n) => event(n))));
    const options = ['--url', door.url, '--key', 'k1', '--batch', '10', '--concurrency', '1'];
    const { status, out } = await tidewall(['replay', path, ...options], { signal: stop.signal });
    expect(status).toBe(130);
    expect(out).toMatch(/events sent +10\n +accepted +10\n/);
  });

  test('sends what stands before the break of a damaged file, reports, and says so with 1', async () => {
    const noise = (n: number) => ({ ...event(n), tag: `${n}-${Math.sin(n)}` });
    const text = lines(...Array.from({ length: 5_000 }, (_, n) => noise(n)));
    for (const [name, whole] of [
      ['a.ndjson.gz', gzipSync(text)],
      ['a.ndjson.br', brotliCompressSync(text)],
    ] as const) {
      door.heard.length = 0;
      const { status, out, err } = await replay(await file(name, whole.subarray(0, whole.length - 1_000)));
      expect(status).toBe(1);
      expect(err).toContain(`${name}: the file is damaged or cut off`);
      expect(ids().length).toBeGreaterThan(1_000);
      expect(out).toMatch(/events sent +[1-4],\d{3}\n/);
    }
  });

  test('skips what cannot be sent, says why and where, and ends with 0', async () => {
    const path = await file('a.ndjson', lines(event(0), '', '{"type":', '[1]', { ...event(1), at: 'noon' }, event(2)));
    const { status, out } = await replay(path);
    expect(status).toBe(0);
    expect(ids()).toEqual(['e0', 'e2']);
    expect(out).toMatch(/rows skipped +4\n/);
    for (const reason of ['empty line (row 2)', 'not JSON (row 3)', 'not a JSON object (row 4)'])
      expect(out).toContain(reason);
  });

  test('moves every time by one constant, given as a number or as text', async () => {
    const path = await file('a.ndjson', lines(event(0, 1_700_000_040_000), event(1, '2023-11-14T22:15:00+00:00')));
    await replay(path, '--shift', 'end=2026-11-11T00:00:30Z');
    const ats = door.heard.flatMap(({ body }) =>
      body.split('\n').map((text) => (JSON.parse(text) as { at: number }).at),
    );
    expect(ats).toEqual([Date.UTC(2026, 10, 10, 23, 59), Date.UTC(2026, 10, 11, 0, 0)]);
  });

  test('leaves seconds as they are, for the server to say what is wrong, and moves the rest by what it knows', async () => {
    const seconds = event(1, 1_700_000_040);
    const path = await file('a.ndjson', lines(event(0, 1_700_000_040_000), seconds));
    const rejected = [{ index: 1, id: 'e1', code: 'at_seconds', path: 'at', message: 'looks like seconds' }];
    says = (_, response) => answer(response, 202, { accepted: 1, late: 0, rejected });
    const { status, out } = await replay(path, '--shift', 'end=2026-11-11T00:00:30Z');
    expect(door.heard[0]?.body.split('\n').map((text) => JSON.parse(text) as unknown)).toEqual([
      event(0, Date.UTC(2026, 10, 11)),
      seconds,
    ]);
    expect(out).toContain('rejected 1 × at_seconds at at: looks like seconds (e1)');
    expect(status).toBe(1);
  });

  test('sends a time as it stands in the file when nothing moves it', async () => {
    const old = event(0, '1970-01-02T00:00:00Z');
    await replay(await file('a.ndjson', lines(old)));
    expect(JSON.parse(door.heard[0]?.body ?? '')).toEqual(old);
    await replay(await file('b.ndjson', lines(old)), '--shift', 'start=1971-01-01T00:00:00Z');
    expect(JSON.parse(door.heard[1]?.body ?? '')).toMatchObject({ at: '1971-01-01T00:00:00.000Z' });
  });

  test('sends the whole body again after 429, 503 and a cut connection, and counts it once', async () => {
    const faults: Says[] = [
      (_, response) => answer(response, 503, { title: 'log' }, { 'retry-after': '0' }),
      (_, response) => void response.destroy(),
      (_, response) => answer(response, 429, { title: 'rate' }, { 'retry-after': '0' }),
    ];
    says = (heard, response) => (faults.shift() ?? accept)(heard, response);
    const { status, out } = await replay(await file('a.ndjson', lines(event(0), event(1))), '--concurrency', '1');
    expect(status).toBe(0);
    expect(door.heard.length).toBe(4);
    expect(new Set(door.heard.map(({ body }) => body)).size).toBe(1);
    expect(out).toMatch(/events sent +2\n/);
    expect(out).toMatch(/sent again +3\n/);
  });

  test('lists what the server rejected or called late, and ends with 1', async () => {
    const rejected = [{ index: 1, id: 'e1', code: 'money', path: 'amount', message: 'not money' }];
    says = (_, response) => answer(response, 202, { accepted: 1, late: 1, rejected });
    const { status, out } = await replay(await file('a.ndjson', lines(event(0), event(1), event(2))));
    expect(status).toBe(1);
    expect(out).toContain('rejected 1 × money at amount: not money (e1)');
    expect(out).toContain('TIDEWALL_RETENTION_DAYS');
  });

  test('names a wrong key, a silent server, a file that is neither, a broken archive', async () => {
    const path = await file('a.ndjson', lines(event(0)));
    says = (_, response) => answer(response, 401, { title: 'The credential is missing or wrong.' });
    expect(await replay(path)).toMatchObject({ status: 3, err: expect.stringContaining('tidewall keys add') });
    const other = await file('b.csv', 'a,b\n1,2\n');
    expect(await replay(other)).toMatchObject({ status: 2, err: expect.stringContaining('online-retail (InvoiceNo,') });
    const broken = await file('c.ndjson.gz', gzipSync(lines(event(0))).subarray(0, 20));
    expect(await replay(broken)).toMatchObject({ status: 2, err: expect.stringContaining('cannot be read') });
    expect(await replay(await file('d.ndjson', ''))).toMatchObject({
      status: 2,
      err: expect.stringContaining('empty'),
    });
  });

  test('gives up soon where nothing has ever answered, and not where something did', async () => {
    const told: string[] = [];
    const to = { url: door.url, key: 'k1', signal: new AbortController().signal, first: 1_000 };
    says = (_, response) => void response.destroy();
    const gone = post('{}', { ...to, again: (why) => told.push(why) });
    await expect(gone).rejects.toMatchObject({ words: { en: expect.stringContaining('does not answer') } });
    expect(told.length).toBeGreaterThan(0);
    const answers: Says[] = [(_, response) => answer(response, 503, { title: 'log' }, { 'retry-after': '1' })];
    says = (heard, response) => (answers.shift() ?? accept)(heard, response);
    expect(await post('{}', to)).toMatchObject({ accepted: 1 });
  });

  test('plays at its own pace: events wait for their moment', async () => {
    const path = await file('a.ndjson', lines(event(0), event(12_000)));
    const began = Date.now();
    const { status } = await replay(path, '--speed', '60');
    expect(status).toBe(0);
    expect(Date.now() - began).toBeGreaterThan(180);
    expect(door.heard.length).toBe(2);
  });
});
