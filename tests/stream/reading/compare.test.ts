import { describe, expect, test } from 'vitest';
import { Campaign } from '../../../stream/contract/campaign.ts';
import type { Query } from '../../../stream/contract/query.ts';
import { Days } from '../../../stream/engine/days.ts';
import { yearBefore } from '../../../stream/reading/compare.ts';
import { Reader } from '../../../stream/reading/reader.ts';
import { share } from '../../../stream/reading/stretch.ts';
import { Images, SALE } from '../../support/images.ts';

const MIN = 60_000;
const H = 60 * MIN;

/** A house with one sale of `gmv` at each given time. */
function house(zone: string, now: string, sales: [at: string, gmv: number][], campaigns: Campaign[] = []) {
  const images = new Images(zone, 2);
  const keep = campaigns.flatMap(({ start }) => [images.days.start(start), images.days.next(images.days.start(start))]);
  images.keep(keep);
  for (const [at, gmv] of [...sales].sort(([a], [b]) => Date.parse(a) - Date.parse(b))) {
    images.pass(Date.parse(at));
    images.add({ ...SALE, at: Date.parse(at), amounts: { gmv } });
  }
  images.pass(Date.parse(now));
  const reader = new Reader({ images: () => images.stores, settings: { timezone: zone }, campaigns: () => campaigns });
  return (query: Partial<Query>, at = now, asOf = 0) =>
    reader.read({ metrics: ['gmv'], window: 'today', ...query }, { now: Date.parse(at), asOf, partial: false });
}
const campaign = (id: string, start: string, end: string, more: object = {}) =>
  Campaign.parse({ id, names: {}, start: Date.parse(start), end: Date.parse(end), ...more });

describe('compare', () => {
  test('counts whole minutes exactly and the running one in proportion to its seconds, rounded down', () => {
    const read = house('Asia/Shanghai', '2026-11-11T10:30:20.900+08:00', [
      ['2026-11-10T09:00:00+08:00', 1_000],
      ['2026-11-10T10:30:59+08:00', 100], // the running minute: 20 of 60 seconds
      ['2026-11-10T10:31:00+08:00', 5_000],
    ]);
    expect(read({ compare: 'yesterday' }).groups['']?.baseline).toEqual({ gmv: 1_033 });
    expect(read({ compare: 'previous' }).groups['']?.baseline).toEqual({ gmv: 1_033 });
  });

  test('stands while counting stands: what is only not counted yet is no loss', () => {
    const read = house('Asia/Shanghai', '2026-11-11T10:30:20+08:00', [['2026-11-10T10:30:00+08:00', 600]]);
    const baseline = (at: string, asOf: string) =>
      read({ compare: 'yesterday' }, at, Date.parse(asOf)).groups['']?.baseline?.gmv;
    expect(baseline('2026-11-11T10:30:20+08:00', '2026-11-11T10:30:19.500+08:00')).toBe(200);
    expect(baseline('2026-11-11T10:30:50+08:00', '2026-11-11T10:30:20+08:00')).toBe(200);
    expect(baseline('2026-11-11T10:35:00+08:00', '2026-11-11T10:30:20+08:00')).toBe(200);
  });

  test('draws what would be too long at the finest coarser step, last time as well, and says which', () => {
    const start = Date.parse('2026-11-01T00:00:00+08:00');
    const days = (count: number) => new Date(start + count * 24 * H).toISOString();
    const long = [14, 15, 100].map((count) => campaign(`of-${count}`, days(0), days(count)));
    const read = house('Asia/Shanghai', '2026-11-02T10:00:00+08:00', [['2026-11-02T09:07:00+08:00', 7]], long);
    const drawn = (count: number, asked: '1m' | '1h' | '1d') => {
      const { step, groups } = read({ window: `campaign:of-${count}`, compare: `campaign:of-${count}`, step: asked });
      const { values, series, baselineSeries } = groups[''] ?? {};
      expect([values?.gmv, series?.gmv]).toEqual([7, baselineSeries?.gmv]);
      return [step, ...Object.entries(series?.gmv ?? {}).map(([at, value]) => [Number(at) - start, value])];
    };
    const day = 24 * H;
    expect(drawn(14, '1m')).toEqual([undefined, [day + 9 * H + 7 * 60_000, 7]]);
    expect(drawn(15, '1m')).toEqual(['5m', [day + 9 * H + 5 * 60_000, 7]]); // 21,600 minutes
    expect(drawn(15, '1h')).toEqual([undefined, [day + 9 * H, 7]]);
    expect(drawn(100, '1h')).toEqual(['1d', [day, 7]]); // hours are made of minutes: 144,000 of them
    expect(drawn(100, '1d')).toEqual([undefined, [day, 7]]);
  });

  test('stands on and tells no more numbers than one curve may, however few its points', () => {
    const start = Date.parse('2026-11-01T00:00:00+08:00');
    const images = new Images('Asia/Shanghai', 1);
    const week = [campaign('week', '2026-11-01T00:00:00+08:00', '2026-11-07T00:00:00+08:00')];
    images.keep([start]);
    images.pass(start);
    for (let shop = 0; shop < 520; shop++)
      images.add({ ...SALE, shop: `shop-${shop}`, at: start, amounts: { gmv: 7 } });
    const reader = new Reader({
      images: () => images.stores,
      settings: { timezone: 'Asia/Shanghai' },
      campaigns: () => week,
    });
    const drawn = (query: Partial<Query>) => {
      const asked: Query = { metrics: ['gmv'], window: 'campaign', by: 'shop', ...query };
      const { step, groups } = reader.read(asked, { now: start, asOf: start, partial: false });
      const { values, series } = groups['shop-0'] ?? {};
      return [values?.gmv, series && Object.values(series.gmv ?? {}), step];
    };
    const many = ['gmv', 'paid_orders', 'units', 'orders', 'order_amount', 'refunds', 'refund_amount', 'voided_orders'];
    expect(drawn({ step: '1m', top: 1 })).toEqual([7, [7], undefined]);
    expect(drawn({ step: '1m', top: 300 })).toEqual([7, [7], '5m']); // 2.6 million numbers told
    expect(drawn({ step: '1h', top: 1 })).toEqual([7, [7], undefined]);
    expect(drawn({ step: '1h', top: 1, metrics: many })).toEqual([7, [7], '1d']); // 71 million summed
  });

  test('takes shares of amounts that floats cannot hold', () => {
    expect(share(Number.MAX_SAFE_INTEGER, 59, 60)).toBe(Number((BigInt(Number.MAX_SAFE_INTEGER) * 59n) / 60n));
    expect(share(100, 20, 60)).toBe(33);
  });

  test('runs the baseline on to the end of the day under the present times', () => {
    const read = house('Asia/Shanghai', '2026-11-11T10:30:00+08:00', [['2026-11-10T23:59:00+08:00', 9]]);
    const group = read({ compare: 'yesterday', step: '1h' }).groups[''];
    expect(group?.baseline).toEqual({ gmv: 0 });
    expect(group?.baselineSeries).toEqual({ gmv: { [Date.parse('2026-11-11T23:00:00+08:00')]: 9 } });
  });

  test('ends at the latest with its own day, when that has 23 hours and this one 24', () => {
    const read = house('Europe/London', '2026-03-30T23:30:00+01:00', [
      ['2026-03-29T23:59:00+01:00', 7], // the 29th has 23 hours
      ['2026-03-30T00:10:00+01:00', 500],
    ]);
    expect(read({ compare: 'yesterday' }).groups['']).toEqual({ values: { gmv: 500 }, baseline: { gmv: 7 } });
  });

  test('goes by elapsed time on a day of 25 hours', () => {
    // 01:30 stands twice on 1 November in New York; 3 h after midnight it is 02:00 there.
    const read = house('America/New_York', '2026-11-01T02:00:00-05:00', [
      ['2026-10-31T02:59:00-04:00', 3],
      ['2026-10-31T03:01:00-04:00', 40],
    ]);
    expect(read({ compare: 'yesterday' }).groups['']?.baseline).toEqual({ gmv: 3 });
  });

  test('is absent when the grain it needs is no longer kept', () => {
    const read = house('Asia/Shanghai', '2026-11-11T10:30:20+08:00', [['2026-11-04T09:00:00+08:00', 1_000]]);
    expect(read({ compare: 'last_week' }).groups['']?.baseline).toEqual({ gmv: 1_000 });
    expect(read({ compare: 'last_week', by: 'region' }).groups).toEqual({});
    expect(read({ compare: 'last_week', filter: { region: ['CN-GD'] } }).groups['']).toEqual({ values: { gmv: 0 } });
    const yesterday = read({ window: 'yesterday', compare: 'last_week', filter: { region: ['CN-GD'] } });
    expect(yesterday.groups['']?.baseline).toEqual({ gmv: 0 }); // a whole day is kept for years
  });

  test('lays a campaign beside its baseline, across midnight, minute by minute', () => {
    const campaigns = [
      campaign('eleven', '2026-11-10T20:00:00+08:00', '2026-11-11T20:00:00+08:00', { baseline: 'six' }),
      campaign('six', '2026-06-17T21:30:00+08:00', '2026-06-18T03:00:00+08:00'),
    ];
    const read = house(
      'Asia/Shanghai',
      '2026-11-11T00:40:00+08:00',
      [
        ['2026-06-17T21:29:59+08:00', 1], // before it began
        ['2026-06-17T21:30:00+08:00', 20],
        ['2026-06-18T02:09:59+08:00', 300],
        ['2026-06-18T02:10:00+08:00', 4_000],
        ['2026-06-18T02:59:00+08:00', 50_000],
        ['2026-06-18T03:00:00+08:00', 600_000], // after it ended
      ],
      campaigns,
    );
    const group = read({ window: 'campaign', compare: 'previous', step: '1h' }).groups[''];
    expect(group?.baseline).toEqual({ gmv: 320 });
    expect(group?.baselineSeries).toEqual({
      gmv: {
        [Date.parse('2026-11-10T20:00:00+08:00')]: 20,
        [Date.parse('2026-11-11T00:00:00+08:00')]: 4_300,
        [Date.parse('2026-11-11T01:00:00+08:00')]: 50_000,
      },
    });
    const late = read({ window: 'campaign:eleven', compare: 'campaign:six' }, '2026-11-11T19:00:00+08:00');
    expect(late.groups['']?.baseline).toEqual({ gmv: 54_320 });
  });

  test('means the same date a year ago, of 29 February the 28th', () => {
    for (const zone of ['Asia/Shanghai', 'America/New_York', 'Europe/London', 'Asia/Kolkata']) {
      const days = new Days(zone);
      const day = (date: string) => days.start(Date.parse(`${date}T12:00:00Z`));
      const pairs = [
        ['2028-02-29', '2027-02-28'],
        ['2028-02-28', '2027-02-28'],
        ['2028-03-01', '2027-03-01'],
        ['2029-02-28', '2028-02-28'],
        ['2029-03-01', '2028-03-01'],
        ['2026-11-11', '2025-11-11'],
      ] as const;
      for (const [present, past] of pairs) expect(yearBefore(day(present), days)).toBe(day(past));
    }
  });

  test('of a rolling hour is the hour just before, or the same hour of another day', () => {
    const read = house('Asia/Shanghai', '2026-11-11T10:30:30+08:00', [
      ['2026-11-10T09:40:00+08:00', 6],
      ['2026-11-11T08:30:00+08:00', 10],
      ['2026-11-11T09:29:59+08:00', 200],
      ['2026-11-11T09:30:00+08:00', 3_000],
    ]);
    expect(read({ window: '1h', compare: 'previous' }).groups['']).toEqual({
      values: { gmv: 3_000 },
      baseline: { gmv: 210 + 1_500 },
    });
    expect(read({ window: '1h', compare: 'yesterday' }).groups['']?.baseline).toEqual({ gmv: 6 });
  });

  test('of a day compares business days of any length whole', () => {
    const read = house('Europe/London', '2026-10-26T09:00:00+00:00', [['2026-10-24T23:30:00+01:00', 8]]);
    const reading = read({ window: 'yesterday', compare: 'previous' }); // 25 hours beside 24
    expect(reading.to - reading.from).toBe(25 * H);
    expect(reading.groups['']?.baseline).toEqual({ gmv: 8 });
  });
});
