import { afterEach, describe, expect, test, vi } from 'vitest';
import { Answers } from '../../../server/live/answers.ts';
import { Views } from '../../../server/live/views.ts';
import { Failure } from '../../../stream/contract/failure.ts';
import type { Query } from '../../../stream/contract/query.ts';
import type { Reading } from '../../../stream/contract/reading.ts';

const query = (shop: string): Query => ({ metrics: ['gmv'], window: 'today', filter: { shop: [shop] } });
let views: Views | undefined;
afterEach(() => views?.close());

/** Views on a clock of their own, which each evaluation puts forward by `takes` ms; every reading differs from the last. */
function slow(takes: number) {
  const state = { clock: 0, reads: 0, opened: 0, loading: false, frames: [] as string[] };
  const answers = new Answers(() => {
    state.opened++;
    return {
      read: (): Reading => {
        state.clock += takes;
        const groups = { '': { values: { gmv: ++state.reads } } };
        return { from: 0, to: 1, asOf: 0, partial: false, groups };
      },
      close: () => {
        state.opened--;
      },
    };
  });
  views = new Views({
    answers,
    audience: { frame: (view) => state.frames.push(view), beat: () => {} },
    moment: () => {
      if (state.loading) throw new Failure('loading');
      return { now: 0, asOf: 0, partial: false };
    },
    epoch: () => 'e',
    local: () => state.clock,
    onError: (error) => {
      throw error;
    },
  });
  return { state, views };
}

describe('heavy views', () => {
  test('have half of the time together; the others keep their pace, and a beat says how old a heavy one is', async () => {
    vi.useFakeTimers();
    const clock = () => Date.now();
    const frames: Record<string, number> = {};
    const ages: number[] = [];
    let busy = 0;
    const costs: Record<string, number> = { light: 1 };
    for (let index = 0; index < 20; index++) costs[`heavy-${index}`] = 60;
    const answers = new Answers((asked) => {
      const [shop = ''] = ('filter' in asked && asked.filter?.shop) || [];
      let gmv = 0;
      return {
        read: () => {
          const cost = costs[shop] ?? 0;
          vi.setSystemTime(Date.now() + cost);
          busy += cost;
          return { from: 0, to: 1, asOf: 0, partial: false, groups: { '': { values: { gmv: ++gmv } } } };
        },
        close: () => {},
      };
    });
    const all = new Views({
      answers,
      audience: {
        frame: (view) => {
          frames[view] = (frames[view] ?? 0) + 1;
        },
        beat: (_, { at, asOf }) => ages.push(at - asOf),
      },
      moment: () => ({ now: Date.now(), asOf: Date.now(), partial: false }),
      epoch: () => 'e',
      local: clock,
      onError: (error) => {
        throw error;
      },
    });
    const ids = Object.keys(costs).map((shop) => all.enter([query(shop)], 100, 'all'));
    const pass = async (ms: number) => {
      for (const end = clock() + ms; clock() < end; ) {
        all.changed();
        await vi.advanceTimersByTimeAsync(20);
      }
    };
    await pass(10_000); // they are found heavy
    busy = 0;
    const [begun, before] = [clock(), { ...frames }];
    ages.length = 0;
    await pass(30_000);
    const took = clock() - begun;
    const paces = ids.map((id) => ((frames[id] ?? 0) - (before[id] ?? 0)) / (took / 1_000));
    all.close();
    vi.useRealTimers();
    expect(busy / took).toBeLessThan(0.6);
    expect(paces[0]).toBeGreaterThan(4);
    expect(Math.min(...paces)).toBeGreaterThan(0.25);
    expect(Math.max(...ages)).toBeGreaterThan(500);
  });
});

describe('all views', () => {
  test('are evaluated a few at a time, so that nothing else waits for all of them, and each in its turn', async () => {
    const { state, views } = slow(30);
    const ids = Array.from({ length: 6 }, (_, shop) => views.enter([query(`shop-${shop}`)], 100, 'all'));
    state.clock = 200;
    views.changed();
    const turns: number[] = [];
    for (let turn = 0; turn < 200 && new Set(state.frames).size < ids.length; turn++) {
      state.clock += 5;
      const before = state.reads;
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (state.reads > before) turns.push(state.reads - before);
    }
    expect(new Set(state.frames)).toEqual(new Set(ids));
    expect(Math.max(...turns)).toBeLessThan(ids.length);
    expect(state.frames.slice(0, ids.length)).toEqual(ids); // none twice before all were heard once
  });

  test('keep nothing open of what was asked while the numbers were loaded', () => {
    const { state, views } = slow(1);
    state.loading = true;
    for (let again = 0; again < 3; again++) expect(() => views.enter([query('a'), query('b')], 100, 'all')).toThrow();
    expect([views.size, state.opened]).toEqual([0, 0]);
  });

  test('are not opened when their queries take too long: everything else would wait', () => {
    const { state, views } = slow(600);
    const many = Array.from({ length: 200 }, (_, shop) => query(`shop-${shop}`));
    expect(() => views.enter(many, 100, 'all')).toThrow(
      expect.objectContaining({ code: 'request', path: 'queries.4', message: expect.stringMatching(/2 s/) }),
    );
    expect([state.reads, state.opened, views.size]).toEqual([4, 0, 0]);
  });
});
