import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { followBuild, isCalm } from '../../../screen/wall/newBuild.ts';
import { type Renewal, renew } from '../../../screen/wall/renew.ts';
import type { Wire } from '../../../screen/wire/wire.ts';
import type { Hello } from '../../../stream/contract/live.ts';

const HOUR = 3_600_000;

function tab(served = true) {
  const state = { kept: [] as string[], reloads: 0, served };
  const renewal: Renewal = {
    reasons: () => state.kept,
    remember: (reasons) => {
      state.kept = reasons;
    },
    served: async () => state.served,
    reload: () => {
      state.reloads += 1;
    },
  };
  return { state, renewal };
}

describe('a page that loads itself anew', () => {
  test('does it once for each reason, however often it is asked', async () => {
    const { state, renewal } = tab();
    const asked = ['build b', 'build b', 'build a', 'build b', 'chunk a', 'build a'];
    for (const reason of asked) await renew(reason, renewal);
    expect(state.reloads).toBe(3);
  });

  test('waits while the server would not answer, and may ask again', async () => {
    const { state, renewal } = tab(false);
    expect([await renew('build b', renewal), state.reloads]).toEqual(['again', 0]);
    state.served = true;
    expect([await renew('build b', renewal), state.reloads]).toEqual(['renewed', 1]);
  });

  test('never does it where nothing can be remembered: that would be a loop', async () => {
    const { state, renewal } = tab();
    expect(await renew('build b', { ...renewal, reasons: () => undefined })).toBe('never');
    const full = () => {
      throw new Error('QuotaExceededError');
    };
    expect(await renew('build b', { ...renewal, remember: full })).toBe('never');
    expect(state.reloads).toBe(0);
  });
});

describe('a wall of an older build', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function wall(own: string | undefined, random: number, minute = 30) {
    const state = { now: minute * 60_000, connected: true, asked: [] as string[], hello: (_: Hello) => {} };
    const wire = {
      now: () => state.now,
      connected: () => state.connected,
      onHello(listener: (hello: Hello) => void) {
        state.hello = listener;
        return () => {};
      },
    } as Partial<Wire> as Wire;
    const again = async (reason: string) => {
      state.asked.push(reason);
      return 'never' as const;
    };
    const stop = followBuild(wire, { own, random: () => random, again });
    return { state, stop };
  }

  test('renews itself for it after a while of its own, so that walls do not come together', async () => {
    const [soon, late] = [wall('a', 0), wall('a', 1)];
    for (const { state } of [soon, late]) state.hello({ build: 'b' });
    await vi.advanceTimersByTimeAsync(4_000);
    expect([soon.state.asked, late.state.asked]).toEqual([['build b'], []]);
    await vi.advanceTimersByTimeAsync(90_000);
    expect(late.state.asked).toEqual(['build b']);
  });

  test('does not when the server is of its own build again by then, nor without a build', async () => {
    const [back, none, gone] = [wall('a', 0.5), wall(undefined, 0), wall('a', 0)];
    for (const { state } of [back, none, gone]) state.hello({ build: 'b' });
    back.state.hello({ build: 'a' });
    gone.stop();
    await vi.advanceTimersByTimeAsync(200_000);
    expect([back, none, gone].flatMap(({ state }) => state.asked)).toEqual([]);
  });

  test('leaves the minutes around a full hour alone, and the time while it is not connected', async () => {
    const { state } = wall('a', 0, 59);
    state.hello({ build: 'b' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.asked).toEqual([]);
    state.now = HOUR + 2 * 60_000;
    state.connected = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.asked).toEqual([]);
    state.connected = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.asked).toEqual(['build b']);
  });

  test('a calm moment is two minutes from a full hour', () => {
    const at = (text: string) => isCalm(Date.parse(`2026-11-10T${text}Z`));
    expect(['23:57:59', '23:58:00', '00:00:00', '00:01:59', '00:02:00'].map(at)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
  });
});
