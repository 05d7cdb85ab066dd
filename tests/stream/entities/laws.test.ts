import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Reader, Writer } from '../../../stream/engine/bytes.ts';
import { KINDS } from '../../../stream/entities/index.ts';
import { deliveries, rawEvents } from '../../support/deliveries.ts';
import { type Entity, Joined, NOW, Sums } from '../../support/joined.ts';
import type { RawEvent } from '../../support/oracle.ts';
import { seeded } from '../../support/seed.ts';

const world = { moments: [NOW - 2000, NOW - 1000, NOW], orders: 2 };
const kinds = KINDS.flatMap((kind) => (kind === undefined ? [] : [kind]));

function told(events: readonly RawEvent[], names?: Joined['names']): Joined {
  const joined = new Joined();
  // One numbering of names for both sides, or states could not be compared.
  for (const name of names ? Array.from({ length: names.size - 1 }, (_, id) => names.text(id + 1)) : [])
    joined.names.intern(name);
  return joined.deliver(events);
}
const statesOf = (joined: Joined) => new Map([...joined.entities].map(([key, { state }]) => [key, state]));
const eachOf = (joined: Joined, name: string) => [...joined.entities.values()].filter(({ kind }) => kind.name === name);

/** All that was tallied, in an order of its own. */
const parts = ({ amounts, buyers, stocks, notables }: Sums) =>
  [
    ...amounts.map(({ value, ...where }) => `${value} ${JSON.stringify(where)}`),
    ...buyers,
    ...[...stocks].map(String),
    ...notables,
  ].sort();

function written({ kind, state }: Entity): Uint8Array {
  const out = new Writer();
  kind.write(state, out);
  return out.take();
}

describe.each(kinds.map((kind) => kind.name))('%s', { timeout: 30_000 }, (name) => {
  const mine = rawEvents({ ...world, kind: name }).filter((events) => eachOf(told(events), name).length > 0);

  test('arrival order and repetition never matter', () => {
    fc.assert(
      fc.property(
        mine.chain((events) => fc.tuple(fc.constant(events), deliveries(events, 4))),
        ([events, delivered]) => {
          const once = told(events);
          expect(statesOf(told(delivered, once.names))).toEqual(statesOf(once));
        },
      ),
      seeded(200),
    );
  });

  test('a fact that is known gives the very same state', () => {
    fc.assert(
      fc.property(mine, (events) => {
        const joined = told(events);
        const before = statesOf(joined);
        joined.deliver(events);
        for (const [key, state] of statesOf(joined)) expect(state).toBe(before.get(key));
      }),
      seeded(200),
    );
  });

  test('what is written is read again, and adds the same', () => {
    fc.assert(
      fc.property(mine, (events) => {
        const joined = told(events);
        for (const entity of eachOf(joined, name)) {
          const reader = new Reader(written(entity));
          const state = entity.kind.read(reader);
          expect(reader.position).toBe(reader.bytes.length);
          expect(state).toEqual(entity.state);
          const [before, after] = [new Sums(joined.names), new Sums(joined.names)];
          entity.kind.contribution(entity.state, before);
          entity.kind.contribution(state, after);
          expect(after.amounts).toEqual(before.amounts);
        }
      }),
      seeded(200),
    );
  });

  test('what a fact is said to add is the difference it makes', () => {
    fc.assert(
      fc.property(mine, (events) => {
        const joined = told([]);
        for (const event of events) {
          const before = new Map(joined.entities);
          joined.deliver([event]);
          for (const [key, { kind, state }] of joined.entities) {
            const known = before.get(key)?.state;
            if (known === undefined || known === state) continue;
            const [sum, less, whole] = [new Sums(joined.names), new Sums(joined.names), new Sums(joined.names)];
            kind.contribution(known, sum);
            if (kind.grown?.(known, state, sum, less) !== true) continue;
            kind.contribution(state, whole);
            expect(parts(sum)).toEqual([...parts(whole), ...parts(less)].sort());
          }
        }
      }),
      seeded(300),
    );
  });

  test('joining changes neither the state nor the one made from it', () => {
    fc.assert(
      fc.property(mine, mine, (events, more) => {
        const joined = told(events);
        const before = [...joined.entities].map(
          ([key, entity]) => [key, entity.state, Buffer.from(written(entity))] as const,
        );
        const kindOf = new Map([...joined.entities].map(([key, { kind }]) => [key, kind]));
        joined.deliver(more);
        for (const [key, state, bytes] of before) {
          const kind = kindOf.get(key) as Entity['kind'];
          expect(Buffer.from(written({ kind, state }))).toEqual(bytes);
        }
      }),
      seeded(100),
    );
  });
});

test('every kind has a number and event types of its own', () => {
  expect(new Set(kinds.map((kind) => kind.number)).size).toBe(kinds.length);
  const types = kinds.flatMap((kind) => kind.types);
  expect(new Set(types).size).toBe(types.length);
});
