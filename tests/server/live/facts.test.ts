import { describe, expect, test } from 'vitest';
import { openFact } from '../../../server/live/facts.ts';
import { Ticker } from '../../../server/live/ticker.ts';
import type { Campaign } from '../../../stream/contract/campaign.ts';
import type { CampaignAnswer, HealthAnswer, Reading } from '../../../stream/contract/reading.ts';
import { type Latest, type LiveQuery, Reader } from '../../../stream/index.ts';
import { Images } from '../../support/images.ts';

const MINUTE = 60_000;
const start = 1_800_000_000_000 - (1_800_000_000_000 % MINUTE);
const row = (key: string, more: Partial<Latest> = {}): Latest => ({
  key,
  what: 'order',
  at: start,
  amount: 1_000_00,
  channel: 'jd',
  shop: 'flagship',
  region: 'CN-GD',
  tag: '',
  ...more,
});
const moment = (now: number) => ({ now, asOf: now, partial: false });
/** A reader whose series are given: by minute, and by second where seconds are still kept. */
function reader(minutes: Record<string, number>, seconds: Record<string, number> = {}): Reader {
  const answer = (gmv: Record<string, number>): Reading => ({
    from: start,
    to: start,
    asOf: start,
    partial: false,
    groups: { '': { values: {}, series: { gmv } } },
  });
  const live: LiveQuery = { read: () => answer(minutes), close: () => {} };
  return { open: () => live, read: () => answer(seconds), check: () => undefined } as unknown as Reader;
}
function facts(
  more: {
    ticker?: Ticker;
    campaigns?: Campaign[];
    health?: HealthAnswer;
    reader?: Reader;
    milestones?: Map<string, number>;
  } = {},
) {
  return {
    reader: more.reader ?? reader({}),
    ticker: more.ticker ?? new Ticker(),
    campaigns: () => more.campaigns ?? [],
    health: () => more.health ?? { rehearsal: false },
    senders: () => ({ sources: {}, rejected: 0, late: 0 }),
    published: (id: string) => (id === 'known' ? 7 : undefined),
    digits: 2,
    milestones: more.milestones ?? new Map<string, number>(),
  };
}

describe('the ticker', () => {
  test('shows the newest big orders that fit, without order id or buyer', () => {
    const ticker = new Ticker();
    ticker.hear([
      row('a', { at: start + 1 }),
      row('b', { at: start + 2, amount: 999_99 }),
      row('c', { at: start + 3, channel: 'tmall' }),
      row('d', { at: start + 4, what: 'refund' }),
      row('e', { at: start + 5 }),
      row('f', { at: start + 6 }),
    ]);
    const fact = openFact(
      { fact: 'orders', atLeast: '1000.00', filter: { channel: ['jd'] }, top: 2 },
      facts({ ticker }),
    );
    const answer = fact.read(moment(start));
    expect(answer).toEqual({
      rows: {
        f: { at: start + 6, amount: 100_000, channel: 'jd', shop: 'flagship', region: 'CN-GD' },
        e: { at: start + 5, amount: 100_000, channel: 'jd', shop: 'flagship', region: 'CN-GD' },
      },
    });
    expect(fact.read(moment(start + 1))).toBe(answer);
    ticker.hear([row('f', { gone: true })]);
    expect(Object.keys((fact.read(moment(start)) as { rows: object }).rows)).toEqual(['e', 'a']);
  });

  test('reads a region as it is counted', () => {
    const ticker = new Ticker();
    ticker.hear([row('a', { region: 'CN-HK' }), row('b')]);
    expect(Object.keys(ticker.read({ fact: 'orders', filter: { region: ['HK'] } }, 0).rows)).toEqual(['a']);
  });

  test('keeps a bounded number of rows', () => {
    const ticker = new Ticker();
    for (let n = 0; n < 20_000; n++) ticker.hear([row(`k${n}`, { at: start + n })]);
    const { rows } = ticker.read({ fact: 'orders', top: 20 }, 0);
    expect(Object.keys(rows)[0]).toBe('k19999');
  });

  test('refuses an amount that is none', () => {
    expect(() => openFact({ fact: 'refunds', atLeast: '1e3' }, facts())).toThrow(
      expect.objectContaining({ code: 'request', path: 'atLeast' }),
    );
  });
});

describe('the campaign', () => {
  const campaign: Campaign = {
    id: 'eleven',
    names: { en: 'Eleven' },
    start,
    end: start + 60 * MINUTE,
    phases: [],
    milestones: [900, 100, 5_000],
  };

  test('is told with the milestones it passed: to the second while seconds are kept, then to the minute', () => {
    const minutes = { [start]: 150, [start + 20 * MINUTE]: 800 };
    const seconds = { [start + 20 * MINUTE + 3_000]: 700, [start + 20 * MINUTE + 41_000]: 100 };
    const fact = openFact({ fact: 'campaign' }, facts({ campaigns: [campaign], reader: reader(minutes, seconds) }));
    expect(fact.read(moment(start + 21 * MINUTE))).toEqual({
      campaign,
      passed: {
        100: { at: start + MINUTE, elapsed: MINUTE },
        900: { at: start + 20 * MINUTE + 42_000, elapsed: 20 * MINUTE + 42_000 },
      },
    });
  });

  test('keeps the second of a milestone after the readings forgot it', () => {
    const milestones = new Map<string, number>();
    const at = start + 20 * MINUTE + 42_000;
    const minutes = { [start + 20 * MINUTE]: 950 };
    const open = (seconds: Record<string, number>) =>
      openFact({ fact: 'campaign' }, facts({ campaigns: [campaign], reader: reader(minutes, seconds), milestones }));
    const seen = { [at - 30_000]: 800, [at - 1_000]: 150 };
    expect(open(seen).read(moment(start + 21 * MINUTE))).toMatchObject({ passed: { 900: { at } } });
    expect(open({}).read(moment(start + 300 * MINUTE))).toMatchObject({ passed: { 900: { at } } });
  });

  test('of many weeks is told with its milestones, too', () => {
    const at = (text: string) => Date.parse(`${text}+08:00`);
    const images = new Images('Asia/Shanghai', 1);
    const begin = at('2026-10-01T20:00:00');
    const days = Array.from({ length: 60 }, (_, day) => begin - 20 * 60 * MINUTE + day * 24 * 60 * MINUTE);
    images.keep(days);
    const sales: [string, number][] = [
      ['2026-10-01T09:00:00', 7_000], // before it began
      ['2026-10-01T20:00:30', 150],
      ['2026-11-10T10:30:00', 300],
      ['2026-11-10T23:59:59', 700],
      ['2026-11-11T00:00:00', 5_000],
    ];
    for (const [time, gmv] of sales) {
      images.pass(at(time));
      const place = { channel: 'jd', shop: 'flagship', region: 'CN-GD', tag: 'unknown', category: 'tea', sku: 'a' };
      images.add({ at: at(time), partition: 0, ...place, amounts: { gmv } });
    }
    const long: Campaign = {
      ...campaign,
      start: begin,
      end: begin + 58 * 24 * 60 * MINUTE,
      milestones: [1_150, 100, 5_000, 450],
    };
    const campaigns = [long];
    const settings = { timezone: 'Asia/Shanghai' };
    const real = new Reader({ images: () => images.stores, settings, campaigns: () => campaigns });
    const fact = openFact({ fact: 'campaign' }, facts({ campaigns, reader: real }));
    const passed = (time: string) => {
      const told = (fact.read(moment(at(time))) as CampaignAnswer).passed;
      return Object.fromEntries(Object.entries(told).map(([amount, { at }]) => [amount, at]));
    };
    expect(passed('2026-11-12T00:00:00')).toEqual({
      100: at('2026-10-01T20:01:00'),
      450: at('2026-11-10T10:31:00'),
      1150: at('2026-11-11T00:00:00'),
      5000: at('2026-11-11T00:01:00'),
    });
    fact.close();
    expect(real.watched).toBe(0);
  });

  test('that is not there is no campaign, and no error', () => {
    expect(openFact({ fact: 'campaign', id: 'twelve' }, facts({ campaigns: [campaign] })).read(moment(start))).toEqual({
      passed: {},
    });
  });
});

describe('health', () => {
  test('tells drift, rehearsal and the last event, and moves no more than once a second', () => {
    const health: HealthAnswer = { rehearsal: true, drift: 0, reconciledAt: start, lastEventAt: start + 1_234 };
    const fact = openFact({ fact: 'health' }, facts({ health }));
    const answer = fact.read(moment(start));
    expect(answer).toEqual({ rehearsal: true, drift: 0, reconciledAt: start, lastEventAt: start + 1_000 });
    health.lastEventAt = start + 1_900;
    expect(fact.read(moment(start))).toBe(answer);
    health.lastEventAt = start + 2_000;
    expect(fact.read(moment(start))).not.toBe(answer);
  });
});

test('alerts are a fact of which nothing is known yet', () => {
  const answer = openFact({ fact: 'alerts' }, facts());
  expect(answer.read(moment(start))).toEqual({});
  expect(answer.read(moment(start + 1))).toBe(answer.read(moment(start)));
});

test('a layout is known by its published revision, a template by none', () => {
  expect(openFact({ fact: 'layout', id: 'known' }, facts()).read(moment(start))).toEqual({ revision: 7 });
  expect(openFact({ fact: 'layout', id: 'other' }, facts()).read(moment(start))).toEqual({});
});
