import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Campaign } from '../../../stream/contract/campaign.ts';
import type { Query } from '../../../stream/contract/query.ts';
import type { Group, Reading } from '../../../stream/contract/reading.ts';
import { Reader } from '../../../stream/reading/reader.ts';
import { expected } from '../../support/expected.ts';
import { type Happening, Images } from '../../support/images.ts';
import { happenings, now, question, ZONES } from '../../support/questions.ts';
import { Reckoning } from '../../support/reckoning.ts';
import { seeded } from '../../support/seed.ts';

const MIN = 60_000;

/** Two campaigns around a moment: one that runs, and the one it is compared with. */
function campaignsAt(moment: number, minutes: number): Campaign[] {
  const start = Math.floor(moment / MIN) * MIN - minutes * MIN;
  const names = { en: 'Promotion' };
  return [
    Campaign.parse({ id: 'now', names, start, end: start + 2_000 * MIN, baseline: 'then' }),
    Campaign.parse({ id: 'then', names, start: start - 9_000 * MIN, end: start - 7_500 * MIN }),
  ];
}

function daysOf(images: Images, campaigns: readonly Campaign[]): number[] {
  const days = new Set<number>();
  for (const { start, end } of campaigns)
    for (let day = images.days.start(start); day < end; day = images.days.next(day)) days.add(day);
  return [...days];
}

/** Without series, whose first and last points are held to their own test. */
const bare = ({ asOf: _, partial: __, truncated: ___, ...reading }: Reading) => ({
  ...reading,
  groups: Object.fromEntries(
    Object.entries(reading.groups).map(([key, { title: _t, category: _c, baselineSeries: _b, ...group }]) => [
      key,
      group,
    ]),
  ),
});

describe('a reading', () => {
  test('says what the happenings say, for any query, moment and zone', { timeout: 60_000 }, () => {
    let asked = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        now,
        happenings,
        fc.array(question, { minLength: 12, maxLength: 12 }),
        fc.integer({ min: 1, max: 1_900 }),
        (zone, moment, happened, questions, minutes) => {
          const images = new Images(zone, 3);
          const campaigns = campaignsAt(moment, minutes);
          const kept = daysOf(images, campaigns);
          images.keep(kept);
          const all: Happening[] = happened.map(({ ago, ...one }) => ({ ...one, at: moment - ago }));
          for (const one of all) {
            images.pass(Math.min(one.at, moment));
            images.add(one);
          }
          images.pass(moment);
          const reader = new Reader({
            images: () => images.stores,
            settings: { timezone: zone },
            campaigns: () => campaigns,
          });
          const reckoning = new Reckoning(all, images.days, campaigns, kept);
          for (const asked_ of questions) {
            const query = at(asked_, moment);
            if (query.step && query.compare) delete query.top; // a curve ahead may bring groups that stand at 0
            if (reader.check(query)) continue;
            asked++;
            const reading = reader.read(query, { now: moment, asOf: moment, partial: false });
            const want = expected(reckoning, query, moment);
            const got = bare(reading);
            if (Object.values(got.groups).every(({ series }) => !series))
              // that step is no longer kept
              for (const group of Object.values(want?.groups ?? {})) delete group.series;
            if (query.step && query.compare && query.by)
              for (const { groups } of [got, want ?? got])
                for (const [key, group] of Object.entries(groups)) if (isEmpty(group)) delete groups[key];
            expect(got, JSON.stringify({ query, zone, moment })).toEqual(want);
          }
        },
      ),
      { ...seeded(60), interruptAfterTimeLimit: 40_000, endOnFailure: process.env.SHRINK === undefined },
    );
    expect(asked).toBeGreaterThan(50);
  });
});

const isEmpty = ({ values, baseline = {}, series = {} }: Omit<Group, 'title'>) =>
  [...Object.values(values), ...Object.values(baseline)].every((value) => value === 0) &&
  Object.values(series).every((points) => Object.keys(points).length === 0);

function at(query: Query, moment: number): Query {
  const { window } = query;
  if (typeof window === 'string') return query;
  return { ...query, window: { from: moment + Number(window.from), to: moment + Number(window.to) } };
}
