import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openFeed } from '../../../server/commands/feed/events.ts';
import type { Row, WireEvent } from '../../../server/sources/define.ts';
import { onlineRetail } from '../../../server/sources/onlineRetail.ts';
import { eventSchemas } from '../../../stream/contract/event.ts';
import { formatMoney, parseMoney } from '../../../stream/contract/money.ts';

async function* rows(...records: string[][]): AsyncIterable<readonly Row[]> {
  yield records.map((fields, index) => ({ row: index + 1, fields }));
}
async function read(...records: string[][]) {
  const skipped: [number, string][] = [];
  const events: WireEvent[] = [];
  for await (const event of onlineRetail.read(rows(...records), (row, reason) => skipped.push([row, reason])))
    events.push(event);
  return { events, skipped };
}
const line = (
  number: string,
  sku: string,
  quantity: string,
  price: string,
  date = '2011-06-01 10:15:00',
  country = 'EIRE',
) => [number, sku, ' A THING ', quantity, date, price, '17850', country];

describe('an invoice file of a UK shop', () => {
  test('makes one order, placed and paid at its first minute, of lines that do not stand together', async () => {
    const { events } = await read(
      line('1', 'a', '3', '0.001'),
      line('2', 'a', '1', '2'),
      line('1', 'A', '2', '1.25', '2011-06-01 10:14:00'),
    );
    const at = Date.UTC(2011, 5, 1, 9, 14); // British summer time
    expect(events.filter(({ order }) => order === '1')).toEqual([
      {
        ...{
          type: 'order.created',
          id: '1:created',
          at,
          order: '1',
          channel: 'web',
          shop: 'Online Retail',
          region: 'IE',
        },
        ...{ amount: '2.503', buyer: '17850' },
        lines: [
          { sku: 'a', quantity: 3, amount: '0.003', title: 'A THING' },
          { sku: 'A', quantity: 2, amount: '2.5', title: 'A THING' },
        ],
      },
      { type: 'order.paid', id: '1:paid', at, order: '1', amount: '2.503' },
    ]);
  });

  test('makes a credit note of a C invoice and stock moves of lines without a price, and skips bad debt with its reason', async () => {
    const { events, skipped } = await read(
      line('C7', 'a', '-3', '2.5', '2011-12-09 09:27:00', 'Channel Islands'),
      line('8', 'b', '-4', '0'),
      line('8', 'b', '4', '0'),
      line('A9', 'B', '1', '-11062.06'),
    );
    const at = Date.UTC(2011, 11, 9, 9, 27);
    const lines = [{ sku: 'a', quantity: 3, amount: '7.5', title: 'A THING' }];
    expect(events).toContainEqual({
      type: 'order.refunded',
      id: 'C7',
      at,
      refund: 'C7',
      channel: 'web',
      shop: 'Online Retail',
      amount: '7.5',
      lines,
    });
    expect(events.filter(({ type }) => type === 'stock.moved').map(({ move, quantity }) => [move, quantity])).toEqual([
      ['8:0', -4],
      ['8:1', 4],
    ]);
    expect(skipped).toEqual([[4, 'bad debt adjustment (A…)']]);
  });

  test('says of every row that makes nothing why', async () => {
    const { events, skipped } = await read(
      ['1', 'a'],
      line('1', '', '1', '1'),
      line('1', 'a', '1', '1', 'yesterday'),
      line('1', 'a', '1.5', '1'),
      line('1', 'a', '1', '1e3'),
      line('1', 'a', '0', '1'),
      line('C1', 'a', '1', '1'),
    );
    expect(events).toEqual([]);
    expect(skipped.map(([row]) => row)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('leaves an invoice of more lines than an order may have out whole, and says so', async () => {
    const { events, skipped } = await read(
      ...Array.from({ length: 2001 }, (_, index) => line('1', `s${index}`, '1', '1')),
    );
    expect(events).toEqual([]);
    expect(skipped).toEqual([[1, 'invoice of more than 2000 lines']]);
  });
});

const path = `${process.env.TIDEWALL_TEST_DATA ?? '../shared/data'}/online-retail/online_retail.csv.br`;
const missing = !existsSync(path);
if (missing) console.warn(`Skipped: the year of a real shop is not there (${path}; TIDEWALL_TEST_DATA says where).`);

test.skipIf(missing)(
  'a year of a real shop has its published totals, and its events pass the door',
  { timeout: 60_000 },
  async () => {
    const skipped: string[] = [];
    const feed = await openFeed(path);
    const schemas = eventSchemas({ currency: 'GBP', digits: 3 });
    const fils = (event: WireEvent) => parseMoney(String(event.amount), 3) ?? Number.NaN;
    const regions = new Map<unknown, number>();
    const created = new Map<unknown, WireEvent>();
    const ids = new Set<string>();
    const sum = {
      gmv: 0,
      paid: 0,
      units: 0,
      refunds: 0,
      refunded: 0,
      lost: [0, 0],
      found: [0, 0],
      refused: 0,
      events: 0,
    };
    for await (const event of feed.events((_, reason) => skipped.push(reason)) as AsyncIterable<WireEvent>) {
      sum.events += 1;
      ids.add(event.id);
      const checked = sum.events % 10 === 0; // the schema takes half a minute for all of them
      if (checked && !schemas[event.type as keyof typeof schemas].safeParse(event).success) sum.refused += 1;
      if (event.type === 'order.created') {
        created.set(event.order, event);
        for (const { quantity } of event.lines as { quantity: number }[]) sum.units += quantity;
      } else if (event.type === 'order.paid') {
        sum.paid += 1;
        sum.gmv += fils(event);
        const region = created.get(event.order)?.region;
        regions.set(region, (regions.get(region) ?? 0) + fils(event));
      } else if (event.type === 'order.refunded') {
        sum.refunds += 1;
        sum.refunded += fils(event);
      } else {
        const move = Number(event.quantity) < 0 ? sum.lost : sum.found;
        move[0] = (move[0] ?? 0) + 1;
        move[1] = (move[1] ?? 0) + Number(event.quantity);
      }
    }
    expect(feed.rows()).toBe(541_909);
    expect(skipped).toEqual(Array(3).fill('bad debt adjustment (A…)'));
    expect(ids.size).toBe(sum.events);
    expect(formatMoney(sum.gmv, 3)).toBe('10655622.484');
    expect(formatMoney(sum.refunded, 3)).toBe('896812.490');
    expect(sum).toMatchObject({ paid: 19_959, units: 5_588_375, refunds: 3_836, refused: 0 });
    expect(sum).toMatchObject({ lost: [1_336, -206_957], found: [1_179, 72_603] });
    const parts = ['GB', 'NL', 'IE'].map((region) => formatMoney(regions.get(region) ?? 0, 3));
    expect(parts).toEqual(['9014160.024', '285446.340', '283453.960']);
    expect(regions.size).toBe(36); // 35 countries, and what is none
  },
);
