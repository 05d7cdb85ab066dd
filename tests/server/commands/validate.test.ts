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
    const layouts = readdirSync('layouts').filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'));
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
    expect(out).toMatch(/bad\.json: queries\.1\.metrics: expected at least 1 entry/);
    expect(out).toMatch(/bad\.json: queries\.1\.by: expected one of channel/);
    expect(out).toMatch(/bad\.ndjson: line 2 amount: .*299/);
    expect(out).toMatch(/bad\.ndjson: line 3 type: expected one of order\.created/);
    expect(out).toMatch(/bad\.ndjson: line 4: not JSON/);
    expect(out).not.toMatch(/line 1/);
  });

  test('knows widget types, their options and the metrics: what no wall could show is named', async () => {
    const widget = (id: string, more: object) => ({
      id,
      type: 'kpi',
      box: { x: 0, y: 0, width: 9, height: 9 },
      ...more,
    });
    const query = { metrics: ['gmv'], window: 'today' };
    const layout = {
      schemaVersion: 1,
      id: 'a',
      title: { en: 'A' },
      canvas: { width: 1920, height: 1080 },
      pages: [
        {
          id: 'p',
          widgets: [
            widget('good', { query }),
            widget('type', { type: 'hologram', query }),
            widget('option', { query, options: { figures: 99, colour: 'red' } }),
            widget('metric', { query: { ...query, metrics: ['sales'] } }),
            widget('dimension', { queries: [query, { ...query, metrics: ['orders'], by: 'sku' }] }),
          ],
        },
      ],
    };
    const { status, out } = await validate(file('w.json', layout));
    expect(status).toBe(1);
    const found = out
      .trim()
      .split('\n')
      .map((text) => text.replace(/^.*w\.json: /, ''));
    expect(found).toEqual([
      expect.stringContaining('pages.0.widgets.1.type: there is no widget "hologram"; expected one of alert-strip, '),
      expect.stringMatching(/^pages\.0\.widgets\.2\.options\.figures: expected at most 12, got the number 99/),
      expect.stringMatching(/^pages\.0\.widgets\.2\.options\.colour: there is no such field; expected one of metric, /),
      expect.stringContaining('pages.0.widgets.3.query.metrics.0: "sales" is not a metric'),
      expect.stringContaining('pages.0.widgets.4.queries.1.by: orders has no sku'),
    ]);
  });

  test('names a query that can never be answered, and events in a list or over several lines', async () => {
    const impossible = { metrics: ['gmv'], window: 'today', by: 'sku', filter: { region: ['CN-GD'] } };
    expect((await validate(file('i.json', impossible))).out).toContain(
      'i.json: by: region and sku are not counted together',
    );
    expect((await validate(file('u.json', { metrics: ['sales'], window: 'today' }))).out).toContain(
      'metrics.0: "sales"',
    );
    expect((await validate(file('proto.json', '{"metrics":["gmv"],"window":"today","__proto__":{}}'))).out).toContain(
      '__proto__: the key __proto__ is not allowed',
    );
    expect((await validate(file('list.json', [paid, { ...paid, amount: 1 }]))).out).toContain('list.json: 1.amount: ');
    expect(await validate(file('wide.json', JSON.stringify(paid, null, 2)))).toMatchObject({ status: 0 });
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
