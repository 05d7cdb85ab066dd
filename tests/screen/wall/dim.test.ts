import { describe, expect, test } from 'vitest';
import { Dim } from '../../../layouts/document.ts';
import { darkness, readDim } from '../../../screen/wall/dim.ts';

const night = Dim.parse({ from: '22:00', to: '07:00', level: 0.4 });
const at = (text: string) => darkness(night, Date.parse(`2026-11-10T${text}+08:00`), 'Asia/Shanghai');

describe('night dimming', () => {
  test('takes light away between its two times, across midnight, in the time zone of the wall', () => {
    expect(['21:59:59', '23:00:00', '00:00:00', '06:30:00', '07:00:00', '12:00:00'].map(at)).toEqual([
      0, 0.6, 0.6, 0.6, 0, 0,
    ]);
    expect(darkness(night, Date.parse('2026-11-10T15:00:00Z'), 'Asia/Shanghai')).toBe(0.6);
  });

  test('comes and goes in small steps over a quarter of an hour', () => {
    const steps = Array.from({ length: 32 }, (_, minute) => at(`22:${String(minute).padStart(2, '0')}:00`));
    for (const [index, step] of steps.entries()) {
      const before = steps[index - 1] ?? 0;
      expect(step).toBeGreaterThanOrEqual(before);
      expect(step - before).toBeLessThanOrEqual(0.05);
    }
    expect([steps[14], at('06:45:00'), at('06:52:00'), at('06:59:00')]).toEqual([0.6, 0.6, 0.32, 0.04]);
  });

  test('is wished for by ?dim=, and leaves a wall readable', () => {
    expect(readDim('22:00-07:00')).toEqual({ from: '22:00', to: '07:00', level: 0.5 });
    expect(readDim('01:30-05:00,0.4')).toEqual({ from: '01:30', to: '05:00', level: 0.4 });
    expect(readDim('22:00-07:00,0.05')?.level).toBe(0.3);
    expect(readDim('off')).toBeNull();
    for (const wish of [null, '', '25:00-07:00', '22:00', '22:00-07:00,2', 'javascript:0'])
      expect(readDim(wish)).toBeUndefined();
    expect(Dim.safeParse({ from: '22:00', to: '7:00' }).success).toBe(false);
    expect(Dim.safeParse({ from: '22:00', to: '07:00', level: 0 }).success).toBe(false);
  });

  test('of no length is none', () => {
    expect(darkness({ ...night, to: '22:00' }, Date.parse('2026-11-10T22:00:00+08:00'), 'Asia/Shanghai')).toBe(0);
  });
});
