import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountWords, type CampaignForm, readForm, type Setting, toForm } from '../../../screen/admin/campaignForm.ts';
import { momentOf, zoned } from '../../../screen/admin/zoned.ts';
import type { Campaign } from '../../../stream/contract/campaign.ts';
import { seeded } from '../../support/seed.ts';

const setting: Setting = { timezone: 'Asia/Shanghai', digits: 2, language: 'en', known: [], fresh: true };
const sale: Campaign = {
  id: 'sale',
  names: { 'zh-CN': '大促', en: 'Sale' },
  start: Date.parse('2026-11-10T20:00:00+08:00'),
  end: Date.parse('2026-11-12T00:00:00+08:00'),
  phases: [{ id: 'opening', names: { 'zh-CN': '开场' }, start: Date.parse('2026-11-11T00:00:00+08:00') }],
  target: 320_000_000_05,
  milestones: [100_000_000_00],
};
const form = (more: Partial<CampaignForm> = {}) => ({ ...toForm(sale, setting), ...more });
const faults = (more: Partial<CampaignForm>, change: Partial<Setting> = {}) => {
  const read = readForm(form(more), { ...setting, ...change });
  return 'faults' in read ? read.faults : {};
};

describe('the form of a campaign', () => {
  test('shows it on the clock of the installation, and reads back what it shows', () => {
    expect(form()).toMatchObject({ start: '2026-11-10T20:00', target: '320000000.05', milestones: ['100000000'] });
    expect(readForm(form(), setting)).toEqual({ campaign: sale });
  });

  test('moves nothing that nobody touched, in an hour that the clock shows twice either', () => {
    const london = { ...setting, timezone: 'Europe/London' };
    const minute = (time: string) => Date.parse(`2026-10-25T${time}:00Z`);
    const [phase] = sale.phases as [Campaign['phases'][number]];
    const night = {
      ...sale,
      start: minute('01:15'),
      end: minute('01:55'),
      phases: [{ ...phase, start: minute('01:45') }],
    };
    expect(readForm(toForm(night, london), { ...london, base: night })).toEqual({ campaign: night });
    const earlier = readForm({ ...toForm(night, london), start: '2026-10-25T01:10' }, { ...london, base: night });
    expect('campaign' in earlier && earlier.campaign.start).toBe(minute('00:10'));
  });

  test('never lets an amount touch a float', () => {
    const read = readForm(form({ target: '90,071,992,547.99' }), setting);
    expect('campaign' in read && read.campaign.target).toBe(9_007_199_254_799);
    expect(faults({ target: '1.005' })).toEqual({ target: 'An amount such as 1280000.50 or 2M' });
    expect(faults({ milestones: ['1e9', '0'] })).toEqual({
      'milestones.0': 'An amount such as 1280000.50 or 2M',
      'milestones.1': 'It must be above 0',
    });
  });

  test('says how much an amount can be at most', () => {
    expect(faults({ target: '100,000,000,000.01', milestones: ['100000000000', '999999999999999999'] })).toEqual({
      target: 'At most 100,000,000,000',
      'milestones.1': 'At most 100,000,000,000',
    });
    expect(faults({ target: '100000000001' }, { digits: 0, language: 'zh-CN' })).toEqual({});
    expect(faults({ target: '10000000000001' }, { digits: 0, language: 'zh-CN' })).toEqual({
      target: '最多 10,000,000,000,000',
    });
    expect(faults({ target: '99999999999999.123' })).toEqual({ target: 'An amount such as 1280000.50 or 2M' });
  });

  test('says in short what an amount is while it is typed', () => {
    const locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' } as const;
    expect(['600000000', '6,0000', '', '0', '1.005'].map((text) => amountWords(text, locale))).toEqual([
      '6.00亿',
      '6.00万',
      '',
      '',
      '',
    ]);
  });

  test('takes amounts as operators type them, and says what it understood', () => {
    const locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' } as const;
    const target = (text: string) => {
      const read = readForm(form({ target: text }), setting);
      return 'campaign' in read ? read.campaign.target : undefined;
    };
    for (const text of [
      '200万',
      '200w',
      '200W',
      '200 万',
      '２００万',
      '2,000,000',
      '￥2，000，000',
      '2百万',
      '2000000元',
    ])
      expect([text, target(text)]).toEqual([text, 2_000_000_00]);
    expect(['1.5亿', '1亿5000万', '0.000001亿', '1.00000001亿'].map(target)).toEqual([
      150_000_000_00, 150_000_000_00, 100_00, 100_000_001_00,
    ]);
    expect(['万', '2万亿万', '5000万1亿', '1亿5', '1.2345678万', '-2万', '2千'].map(target)).toEqual(
      Array(7).fill(undefined),
    );
    expect(faults({ target: '10万亿' })).toEqual({ target: 'At most 100,000,000,000' });
    expect(['1.5亿', '200w', '2,000,000'].map((text) => amountWords(text, locale))).toEqual([
      '= ¥150,000,000',
      '= ¥2,000,000',
      '200万',
    ]);
  });

  test('names each field that is wrong', () => {
    expect(faults({ id: 'Two Words', chinese: '', english: ' ', end: '2026-11-10T20:00' })).toEqual({
      id: 'Lower-case letters, digits and dashes, at most 64',
      chinese: 'A name in at least one language',
      end: 'It must be after the start',
      'phases.0.start': 'It must be within the campaign',
    });
    expect(faults({}, { known: [sale] })).toEqual({ id: 'There is a campaign of this id already' });
    expect(faults({ baseline: 'sale' }, { known: [sale], fresh: false })).toEqual({
      baseline: 'It cannot be compared with itself',
    });
    expect(faults({ baseline: 'gone' })).toEqual({ baseline: 'There is no such campaign' });
    expect(faults({ start: '' })).toHaveProperty('start', 'Give a date and a time');
  });
});

describe('a moment on the clock of a zone', () => {
  test('is found again', () => {
    const zone = fc.constantFrom('Asia/Shanghai', 'Europe/London', 'America/New_York', 'Asia/Kathmandu', 'UTC');
    fc.assert(
      fc.property(zone, fc.integer({ min: 26_000_000, max: 31_000_000 }), (timezone, minute) => {
        const at = minute * 60_000;
        const shown = zoned(at, timezone);
        const found = momentOf(shown, timezone) ?? 0;
        expect(zoned(found, timezone)).toBe(shown);
        expect([0, 3_600_000]).toContain(at - found);
      }),
      seeded(300),
    );
  });

  test('is none where the clock jumps over it, or nothing is said', () => {
    expect(momentOf('2026-03-29T01:30', 'Europe/London')).toBeUndefined();
    expect(momentOf('2026-10-25T01:30', 'Europe/London')).toBe(Date.parse('2026-10-25T00:30:00Z'));
    for (const text of ['', '2026-13-01T00:00', 'soon']) expect(momentOf(text, 'UTC')).toBeUndefined();
  });
});
