import { afterEach, describe, expect, test } from 'vitest';
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
