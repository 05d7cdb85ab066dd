import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LiveAnswer } from '../../../server/live/answers.ts';
import { Answers } from '../../../server/live/answers.ts';
import { canonical, viewId } from '../../../server/live/canonical.ts';
import { View } from '../../../server/live/view.ts';
import { Failure } from '../../../stream/contract/failure.ts';
import type { Frame } from '../../../stream/contract/live.ts';
import { applyPatch } from '../../../stream/contract/patch.ts';
import type { Reading } from '../../../stream/contract/reading.ts';
import { seeded } from '../../support/seed.ts';

const reading = (gmv: number): Reading => ({
  from: 0,
  to: 1_000_000,
  asOf: 0,
  partial: false,
  groups: { '': { values: { gmv } } },
});
/** An answer that says what `gmv` holds, and counts how often it is asked. */
function changing(start = 0) {
  const state = { gmv: start, reads: 0, closed: 0, last: reading(start) };
  const answer: LiveAnswer = {
    read() {
      state.reads++;
      if (state.last.groups['']?.values.gmv !== state.gmv) state.last = reading(state.gmv);
      return state.last;
    },
    close: () => {
      state.closed++;
    },
  };
  return { state, answer };
}
const at = (now: number) => ({ now, asOf: now - 5, partial: false });

describe('what is asked', () => {
  test('is one text, whatever the order of keys, absent fields and the values of filters', () => {
    const one = { metrics: ['gmv', 'orders'], window: '1h', filter: { shop: ['a', 'b'], channel: ['x'] } };
    const other = {
      filter: { channel: ['x'], shop: ['b', 'a', 'b'] },
      by: undefined,
      window: '1h',
      metrics: ['gmv', 'orders'],
    };
    expect(canonical(one)).toBe(canonical(other));
    expect(viewId([one], 100, 'all')).toBe(viewId([other], 100, 'all'));
  });

  test('differs by the order of metrics, by pace and by scope', () => {
    const query = { metrics: ['gmv', 'orders'], window: '1h' };
    const ids = [
      viewId([query], 100, 'all'),
      viewId([{ ...query, metrics: ['orders', 'gmv'] }], 100, 'all'),
      viewId([query], 200, 'all'),
      viewId([query], 100, 'screen-1'),
      viewId([query, query], 100, 'all'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a view', () => {
  test('sends the first frame 4 ms after a quiet time, and then one each `every`', () => {
    const { state, answer } = changing();
    const view = new View('v', 100, [answer], at(0), () => 0);
    state.gmv = 1;
    view.touch(496);
    view.touch(499); // a change that comes close behind goes with it
    expect(view.due).toBe(500);
    expect(view.step(at(499), 499, 'e')).toBeUndefined();
    expect(view.step(at(500), 500, 'e')).toMatchObject({
      frame: { seq: 1, patch: { 0: { groups: { '': { values: { gmv: 1 } } } } } },
    });
    state.gmv = 2;
    view.touch(510);
    expect(view.due).toBe(606); // the sixth beat of a pace of 100
    expect(view.step(at(605), 605, 'e')).toBeUndefined();
    expect(view.step(at(606), 606, 'e')).toMatchObject({ frame: { seq: 2, asOf: 601 } });
  });

  const PACES = [20, 100, 250, 500];
  const BEATS = 60;
  /** When two views of a pace speak under a stream of changes that begins for each when told; `late[n]` ms is the n-th timer late. */
  function spoken(every: number, begins: readonly [number, number], late: readonly number[]): number[][] {
    const views = begins.map((begin) => {
      const { state, answer } = changing();
      return { state, begin, view: new View('v', every, [answer], at(0), () => 0), told: [] as number[] };
    });
    const end = 5_000 + BEATS * every;
    for (let now = 0, turn = 0; now < end; ) {
      for (const { state, begin, view } of views)
        if (now >= begin) {
          state.gmv++;
          view.touch(now);
        }
      for (const { view, told } of views) {
        const message = view.step(at(now), now, 'e');
        if (message && 'frame' in message) told.push(now);
      }
      const due = Math.min(...views.map(({ view }) => view.due));
      const changes = Math.floor(now / 5) * 5 + 5;
      now = Math.min(changes, due + (late[turn++ % late.length] as number));
    }
    return views.map(({ told }) => told);
  }
  const begin = fc.integer({ min: 50, max: 5_000 });

  test('goes at once after a quiet time, else keeps its pace, however late its timers are', () => {
    const lateness = fc.array(fc.nat(10), { minLength: 5, maxLength: 30 });
    fc.assert(
      fc.property(fc.constantFrom(...PACES), begin, begin, lateness, (every, first, second, late) => {
        const slack = Math.max(...late);
        for (const [index, told] of spoken(every, [first, second], late).entries()) {
          // A change is 5 ms away at most, and the evaluation for a beat may have been just before it.
          expect(told[0]).toBeLessThanOrEqual(([first, second][index] as number) + 5 + 20 + slack);
          for (const [turn, frame] of told.slice(1).entries()) {
            const gap = frame - (told[turn] as number);
            expect(gap).toBeGreaterThanOrEqual(every);
            expect(gap).toBeLessThanOrEqual(2 * every + 20 + slack);
          }
        }
      }),
      seeded(200),
    );
  });

  test('speaks with all others of its pace from its third frame on', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PACES), begin, begin, (every, first, second) => {
        const [one = [], other = []] = spoken(every, [first, second], [0]);
        const both = Math.max(one[2] as number, other[2] as number);
        const [a, b] = [one, other].map((told) => told.filter((frame) => frame >= both));
        expect(a?.length).toBeGreaterThan(BEATS / 2);
        expect(a).toEqual(b);
      }),
      seeded(200),
    );
  });

  test('says nothing when nothing changed but the time, and beats after a second', () => {
    const { answer } = changing();
    const view = new View('v', 100, [answer], at(0), () => 0);
    view.touch(100);
    expect(view.step(at(200), 200, 'e')).toBeUndefined();
    expect(view.step(at(999), 999, 'e')).toBeUndefined();
    expect(view.step(at(1_000), 1_000, 'e')).toEqual({ beat: { view: 'v', epoch: 'e', seq: 0, at: 1_000, asOf: 995 } });
    expect(view.due).toBe(2_000);
  });

  test('told frame by frame ends where its snapshot is', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(300), fc.nat(3)), { maxLength: 40 }), (steps) => {
        const { state, answer } = changing();
        const view = new View('v', 50, [answer], at(0), () => 0);
        let known: unknown = structuredClone(view.snapshot(0, 'e').readings);
        let seq = 0;
        let now = 0;
        const take = (frame: Frame) => {
          expect(frame.seq).toBe(++seq);
          known = applyPatch(known, frame.patch);
        };
        for (const [wait, gmv] of [...steps, [5_000, 1] as const]) {
          now += wait;
          state.gmv = gmv;
          view.touch(now - 4);
          const told = view.step(at(now), now, 'e');
          if (told && 'frame' in told) take(told.frame);
        }
        expect(known).toEqual(view.snapshot(now, 'e').readings);
      }),
      seeded(300),
    );
  });

  test('that cannot be evaluated falls silent for a second instead of trying without a pause', () => {
    let broken = false;
    const view = new View('v', 20, [{ read: () => (broken ? fail() : reading(1)), close: () => {} }], at(0), () => 0);
    const fail = () => {
      throw new Error('broken');
    };
    broken = true;
    view.touch(90);
    expect(() => view.step(at(100), 100, 'e')).toThrow('broken');
    expect(view.due).toBe(1_100);
  });
});

describe('answers', () => {
  test('are opened once for all who ask the same, and closed with the last of them', () => {
    const { state, answer } = changing();
    let opened = 0;
    const answers = new Answers(() => {
      opened++;
      return answer;
    });
    const one = answers.hold([{ metrics: ['gmv'], window: '1h' }]);
    const other = answers.hold([{ window: '1h', metrics: ['gmv'] }]);
    expect(opened).toBe(1);
    one[0]?.close();
    expect(state.closed).toBe(0);
    other[0]?.close();
    expect(state.closed).toBe(1);
  });

  test('are all opened or none, and the refused one is named', () => {
    const { state, answer } = changing();
    const answers = new Answers((query) => {
      if ('metrics' in query && query.metrics[0] === 'x') throw new Failure('metric', 'no', { path: 'metrics.0' });
      return answer;
    });
    const ask = () =>
      answers.hold([
        { metrics: ['gmv'], window: '1h' },
        { metrics: ['x'], window: '1h' },
      ]);
    expect(ask).toThrow(expect.objectContaining({ code: 'metric', path: 'queries.1.metrics.0' }));
    expect(state.closed).toBe(1);
  });
});
