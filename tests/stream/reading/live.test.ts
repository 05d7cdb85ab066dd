import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Campaign } from '../../../stream/contract/campaign.ts';
import type { Readings } from '../../../stream/contract/live.ts';
import { applyPatch, diff, forward } from '../../../stream/reading/patch.ts';
import { Reader } from '../../../stream/reading/reader.ts';
import { Images } from '../../support/images.ts';
import { anything, happenings, now, stockings, ZONES } from '../../support/questions.ts';
import { seeded } from '../../support/seed.ts';

const MIN = 60_000;
const H = 60 * MIN;

const pause = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 1_500 }),
  fc.integer({ min: 1_000, max: 3 * MIN }),
  fc.integer({ min: MIN, max: 3 * H }),
  fc.integer({ min: H, max: 60 * H }),
);

const whole = ({ to: _, asOf: __, ...rest }: { to: number; asOf: number }) => rest;

describe('an open query', () => {
  test('always equals a fresh one, is the same object while nothing changed, and its patches make it', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        now,
        happenings,
        fc.array(stockings, { maxLength: 6 }),
        fc.array(pause, { minLength: 6, maxLength: 6 }),
        fc.array(anything(), { minLength: 8, maxLength: 8 }),
        fc.boolean(),
        (zone, begin, happened, stock, pauses, questions, replace) => {
          let clock = begin;
          const images = new Images(zone, 3);
          let others: Images | undefined;
          const campaigns = [
            Campaign.parse({
              id: 'now',
              names: {},
              start: Math.floor(begin / MIN) * MIN,
              end: Math.floor(begin / MIN) * MIN + 30 * H,
              baseline: 'then',
            }),
            Campaign.parse({
              id: 'then',
              names: {},
              start: Math.floor(begin / MIN) * MIN - 50 * H,
              end: Math.floor(begin / MIN) * MIN - 10 * H,
            }),
          ];
          const options = {
            images: () => (others ?? images).stores,
            settings: { timezone: zone },
            campaigns: () => campaigns,
          };
          const reader = new Reader(options);
          const queries = questions
            .map((query) =>
              typeof query.window === 'string'
                ? query
                : {
                    ...query,
                    window: { from: begin + Number(query.window.from), to: begin + Number(query.window.to) },
                  },
            )
            .filter((query) => !reader.check(query));
          const lives = queries.map((query) => reader.open(query));
          let told: Readings | undefined;
          let last: Readings | undefined;
          const look = () => {
            const moment = { now: clock, asOf: clock - 50, partial: false };
            const fresh = new Reader(options);
            const readings: Readings = {};
            for (const [index, live] of lives.entries()) {
              const reading = live.read(moment);
              readings[index] = reading;
              expect(reading, JSON.stringify(queries[index])).toEqual(fresh.read(queries[index]!, moment));
              expect(live.read({ ...moment, asOf: clock })).toBe(reading);
            }
            const patch = last && diff(last, readings);
            told = told ? forward(told, clock) : structuredClone(readings);
            if (patch) told = applyPatch(told, structuredClone(patch));
            expect(Object.values(told).map((one) => whole(one as never))).toEqual(
              Object.values(readings).map((one) => whole(one as never)),
            );
            last = readings;
          };
          for (const [index, step] of pauses.entries()) {
            const share = Math.ceil(happened.length / pauses.length);
            for (const { ago, ...one } of happened.slice(index * share, (index + 1) * share)) {
              const made = { ...one, at: clock - ago };
              images.pass(Math.max(clock, made.at - 5 * MIN));
              images.add(made);
              if (index % 2 === 0) look();
            }
            const level = stock[index];
            if (level) images.stock(level.partition, level.sku, level.warehouse, level.onHand, clock - level.ago);
            look();
            clock += step;
            images.pass(clock);
            look();
            if (replace && index === 3) {
              others = new Images(zone, 2);
              for (const { ago, ...one } of happened)
                others.add({ ...one, partition: one.partition % 2, at: clock - ago });
              others.pass(clock);
              look();
              others = undefined;
              look();
            }
          }
          for (const live of lives) live.close();
          expect(reader.watched).toBe(0);
        },
      ),
      { ...seeded(20), interruptAfterTimeLimit: 40_000, endOnFailure: process.env.SHRINK === undefined },
    );
  });
});
