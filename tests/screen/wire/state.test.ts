import { describe, expect, test } from 'vitest';
import { ServerClock } from '../../../screen/wire/clock.ts';
import { type Signs, stateOf } from '../../../screen/wire/state.ts';

const now = 1_800_000_000_000;
const signs = (more: Partial<Signs> = {}): Signs => ({
  local: 100_000,
  now,
  asOf: now - 200,
  askedAt: 1_000,
  heardAt: 99_900,
  awaySince: undefined,
  gapSince: undefined,
  refused: false,
  ...more,
});

describe('the state of a view', () => {
  test('is live while frames or beats come and asOf keeps up', () => {
    expect(stateOf(signs())).toEqual({ kind: 'live', seconds: 0 });
    expect(stateOf(signs({ asOf: now - 2_999 })).kind).toBe('live');
  });

  test('is late from 3 s on, whether asOf stands or nothing is heard', () => {
    expect(stateOf(signs({ asOf: now - 3_000 }))).toEqual({ kind: 'late', seconds: 3 });
    expect(stateOf(signs({ heardAt: 97_000 }))).toEqual({ kind: 'late', seconds: 3 });
    expect(stateOf(signs({ asOf: now - 6_400 }))).toEqual({ kind: 'late', seconds: 6 });
  });

  test('stays late, and never turns held, while beats come with an old asOf', () => {
    expect(stateOf(signs({ asOf: now - 600_000 }))).toEqual({ kind: 'late', seconds: 600 });
  });

  test('is held when the connection is away, a gap is unhealed or nothing is heard for 10 s', () => {
    expect(stateOf(signs({ awaySince: 90_001, heardAt: 90_001, asOf: now - 9_999 })).kind).toBe('late');
    expect(stateOf(signs({ awaySince: 90_000, heardAt: 90_000, asOf: now - 10_000 }))).toEqual({
      kind: 'held',
      seconds: 10,
    });
    expect(stateOf(signs({ gapSince: 62_000, heardAt: 62_000, asOf: now - 38_000 }))).toEqual({
      kind: 'held',
      seconds: 38,
    });
    expect(stateOf(signs({ heardAt: 80_000 })).kind).toBe('held');
  });

  test('is lost when the server refuses, and when nothing ever came for 10 s', () => {
    expect(stateOf(signs({ refused: true })).kind).toBe('lost');
    const never = { asOf: undefined, heardAt: undefined, now: undefined };
    expect(stateOf(signs({ ...never, askedAt: 90_001 }))).toEqual({ kind: 'waiting', seconds: 0 });
    expect(stateOf(signs({ ...never, askedAt: 90_000 }))).toEqual({ kind: 'lost', seconds: 10 });
    expect(stateOf(signs({ ...never, askedAt: 99_999, refused: true })).kind).toBe('lost');
  });
});

test('a view whose server does not know its asOf yet has no age, and waits for as long as it is heard', () => {
  expect(stateOf(signs({ asOf: 0 }))).toEqual({ kind: 'waiting', seconds: 0 });
  expect(stateOf(signs({ asOf: 0, askedAt: 0 }))).toEqual({ kind: 'waiting', seconds: 0 });
  expect(stateOf(signs({ asOf: 0, heardAt: 90_000 }))).toEqual({ kind: 'lost', seconds: 10 });
  expect(stateOf(signs({ asOf: 0, refused: true })).seconds).toBe(0);
});

describe('the clock of the server', () => {
  test('is the quickest message of the last minute, whatever the own clock says', () => {
    let local = 0;
    const clock = new ServerClock(() => local);
    expect(clock.now()).toBeUndefined();
    for (const [passed, delay] of [
      [0, 90],
      [500, 20],
      [1_000, 400],
    ] as const) {
      local = passed + delay;
      clock.hear(now + passed);
    }
    expect(clock.now()).toBe(now + 1_400 - 20);
  });

  test('follows a server whose clock was set back, within a minute', () => {
    let local = 0;
    const clock = new ServerClock(() => local);
    clock.hear(now);
    for (local = 1_000; local <= 61_000; local += 1_000) clock.hear(now - 60_000 + local);
    expect(clock.now()).toBe(now - 60_000 + local);
  });

  test('follows one that was set back by more than any message is late at once', () => {
    let local = 0;
    const clock = new ServerClock(() => local);
    for (; local < 45_000; local += 1_000) clock.hear(now + local);
    clock.hear(now - 600_000 + local);
    expect(clock.now()).toBe(now - 600_000 + local);
    local += 20_000;
    clock.hear(now - 600_000 + local - 400);
    expect(clock.now()).toBe(now - 600_000 + local);
  });

  test('follows one that was set forward at once', () => {
    const clock = new ServerClock(() => 0);
    clock.hear(now);
    clock.hear(now + 60_000);
    expect(clock.now()).toBe(now + 60_000);
  });
});
