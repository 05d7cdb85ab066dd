import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CATALOGUE } from '../../../../server/sources/rehearsal/catalogue.ts';
import { expectedOrders } from '../../../../server/sources/rehearsal/curve.ts';
import { campaignOf, nightPlan, pastPlans, shifted } from '../../../../server/sources/rehearsal/night.ts';
import { play } from '../../../../server/sources/rehearsal/play.ts';
import { PROVINCES } from '../../../../server/sources/rehearsal/provinces.ts';
import { STORES } from '../../../../server/sources/rehearsal/stores.ts';
import { Campaign } from '../../../../stream/contract/campaign.ts';
import { readRegion } from '../../../../stream/contract/regions.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const midnight = Date.UTC(2026, 10, 10, 16);
const opens = midnight + 9 * 60 * MINUTE;
const wish = { seed: 5, rate: 8, minutes: 20, spike: 6 };
const times = { start: opens - 3 * MINUTE, opens, end: opens + 20 * MINUTE };

describe('the world of a rehearsal', () => {
  test('has six channels, twenty shops, one name on several channels, and 200 SKUs in ten categories', () => {
    expect(new Set(STORES.map(({ channel }) => channel)).size).toBe(6);
    expect(new Set(STORES.map(({ channel, shop }) => `${channel} ${shop}`)).size).toBe(20);
    expect(new Set(STORES.map(({ shop }) => shop)).size).toBeLessThan(20);
    expect(new Set(CATALOGUE.map(({ sku }) => sku)).size).toBe(200);
    expect(new Set(CATALOGUE.map(({ title }) => title)).size).toBe(200);
    expect(new Set(CATALOGUE.map(({ category }) => category)).size).toBe(10);
    for (const { price, cost } of CATALOGUE) expect(price).toBeGreaterThan(cost ?? 0);
    expect(CATALOGUE.some(({ cost }) => cost === undefined)).toBe(true);
  });

  test('has 34 provinces by the codes that the door knows', () => {
    expect(new Set(PROVINCES.map(([code]) => code)).size).toBe(34);
    for (const [code] of PROVINCES) expect(readRegion(code)).toBe(code);
  });

  const table = `${process.env.TIDEWALL_TEST_DATA ?? '../shared/data'}/regions/provinces_34.json`;
  test.skipIf(!existsSync(table))('has the provinces of the public table', () => {
    const known = (JSON.parse(readFileSync(table, 'utf8')) as { iso3166_2: string }[]).map((each) => each.iso3166_2);
    expect(PROVINCES.map(([code]) => code).sort()).toEqual(known.sort());
  });
});

describe('a night', () => {
  test('is a campaign that the API takes, with phases in order and milestones below the target, however short', () => {
    for (const minutes of [1, 5, 20, 600]) {
      const span = { ...times, end: opens + minutes * MINUTE };
      const campaign = campaignOf({ ...wish, minutes }, span, 'rehearsal', { en: 'Night' }, 'before');
      expect(Campaign.safeParse(campaign).error).toBeUndefined();
      const starts = campaign.phases.map(({ start }) => start);
      expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
      expect(starts[0]).toBe(span.start);
      expect(Math.max(...campaign.milestones)).toBeLessThan(campaign.target ?? 0);
    }
  });

  test('comes near its target', () => {
    const { deliveries, truth } = play(nightPlan(wish, times));
    for (const _ of deliveries);
    const share = truth.gmv / (campaignOf(wish, times, 'n', { en: 'n' }).target ?? 0);
    expect(share).toBeGreaterThan(0.85);
    expect(share).toBeLessThan(1.15);
  });

  test('has a past: last week lightly, yesterday with a night at the same hour, today up to the start', () => {
    const plans = pastPlans(wish, times, midnight);
    const orders = (from: number, to: number) =>
      plans.reduce(
        (sum, { curve, start, end }) =>
          start < to && end > from ? sum + expectedOrders(curve, Math.max(from, start), Math.min(to, end)) : sum,
        0,
      );
    const night = shifted(times, -DAY);
    expect(orders(midnight - DAY, midnight)).toBeGreaterThan(40_000);
    expect(orders(midnight - 7 * DAY, midnight - 6 * DAY)).toBeGreaterThan(10_000);
    expect(orders(night.start, night.end)).toBeGreaterThan(
      0.6 * expectedOrders(nightPlan(wish, times).curve, times.start, times.end),
    );
    expect(orders(midnight, times.start)).toBeGreaterThan(5_000);
    expect(orders(times.start, times.end)).toBe(0);
    expect(new Set(plans.map(({ run }) => run)).size).toBe(plans.length);
  });
});
