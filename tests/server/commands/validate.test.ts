import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { tidewall } from './door.ts';

const directory = mkdtempSync(join(tmpdir(), 'tidewall-validate-'));
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(directory, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const validate = (...argv: string[]) => tidewall(['validate', ...argv]);
const paid = { type: 'order.paid', id: 'e1', at: 1_794_000_000_000, order: 'o1', amount: '1.00' };
const ndjson = (...events: unknown[]) => `${events.map((event) => JSON.stringify(event)).join('\n')}\n`;

describe('validate', () => {
  test('finds the templates that ship good', async () => {
    const layouts = readdirSync('layouts').filter((name) => name.endsWith('.json') && name !== 'layout.schema.json');
    for (const name of layouts) expect(await validate(join('layouts', name))).toMatchObject({ status: 0 });
  });

  test('finds a query, a list of queries and events good', async () => {
    const query = { metrics: ['gmv'], window: 'today', by: 'channel' };
    const files = [
      file('q.json', query),
      file('qs.json', { queries: [query, { fact: 'health' }] }),
      file('e.ndjson', ndjson(paid, paid)),
      file('one.json', paid),
    ];
    const { status, out } = await validate(...files);
    expect(out).toBe(files.map((path) => `${path}: good\n`).join(''));
    expect(status).toBe(0);
  });

  test('names path and sentence of every problem, and ends with 1', async () => {
    const layout = file('l.json', { schemaVersion: 1, id: 'Not An Id', pages: [] });
    const query = file('bad.json', {
      queries: [
        { metrics: ['gmv'], window: 'today' },
        { metrics: [], window: 'today', by: 'colour' },
      ],
    });
    const events = file('bad.ndjson', `${ndjson(paid, { ...paid, amount: 299 }, { type: 'order.lost' })}{"type":\n`);
    const { status, out } = await validate(layout, query, events);
    expect(status).toBe(1);
    expect(out).toMatch(/l\.json: id: /);
    expect(out).toMatch(/bad\.json: 1\.metrics: /);
    expect(out).toMatch(/bad\.json: 1\.by: /);
    expect(out).toMatch(/bad\.ndjson: line 2 amount: .*299/);
    expect(out).toMatch(/bad\.ndjson: line 3 type: expected one of order\.created/);
    expect(out).toMatch(/bad\.ndjson: line 4: not JSON/);
    expect(out).not.toMatch(/line 1/);
  });

  test('says of what is nothing we know that it is not', async () => {
    expect((await validate(file('x.json', { a: 1 }))).out).toContain('neither a layout (pages), nor a query');
    expect((await validate(file('x.txt', 'hello'))).out).toContain('not JSON');
    expect(await validate('/no/such/file')).toMatchObject({
      status: 2,
      err: expect.stringContaining('cannot be read'),
    });
    expect(await validate()).toMatchObject({ status: 2, err: expect.stringContaining('FILE is missing') });
  });
});
