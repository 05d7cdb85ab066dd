import { describe, expect, test } from 'vitest';
import { Reports } from '../../../server/live/reports.ts';

const report = (more: object = {}) => ({ painted: [120, 80], fps: 60, heap: 30_000_000, build: 'b1', ...more });

describe('what screens report', () => {
  test('becomes paintings and figures of all screens together', () => {
    const painted: number[] = [];
    const reports = new Reports((seconds) => painted.push(seconds));
    [60, 12, 58].forEach((fps, index) => {
      reports.hear({ index }, report({ fps, build: index === 1 ? 'b0' : 'b1' }), 1_000);
    });
    expect(painted).toEqual([0.12, 0.08, 0.12, 0.08, 0.12, 0.08]);
    expect(reports.figures(2_000, 'b1')).toEqual({
      reporting: 3,
      outdated: 1,
      fps: [
        ['0', 12],
        ['0.5', 58],
        ['1', 60],
      ],
      heap: [
        ['0', 30_000_000],
        ['0.5', 30_000_000],
        ['1', 30_000_000],
      ],
    });
  });

  test('is heard at most every five seconds from one screen, forgotten when it goes or falls silent', () => {
    const painted: number[] = [];
    const reports = new Reports((seconds) => painted.push(seconds));
    const [one, other] = [{}, {}];
    reports.hear(one, report(), 0);
    reports.hear(one, report({ fps: 1 }), 4_999);
    reports.hear(other, report({ fps: 30 }), 5_000);
    expect([painted.length, reports.figures(5_000).fps.map(([, fps]) => fps)]).toEqual([4, [30, 60, 60]]);
    reports.forget(other);
    expect(reports.figures(29_999).reporting).toBe(1);
    expect(reports.figures(30_000).reporting).toBe(0);
  });

  test('tells what stands on the screens: layouts and sizes, never a single screen', () => {
    const reports = new Reports(() => {});
    const wall = (width: number, height: number, layout = 'promotion') => report({ layout, size: { width, height } });
    const all = [wall(1920, 1080), wall(3840, 2160), wall(1920, 1080), wall(1920, 1080, 'stock'), report()];
    all.forEach((one, index) => {
      reports.hear({ index }, one, index === 1 ? 9_000 : 0);
    });
    expect(reports.groups(10_000)).toEqual([
      { layout: 'promotion', width: 1920, height: 1080, screens: 2 },
      { layout: 'promotion', width: 3840, height: 2160, screens: 1 },
      { layout: 'stock', width: 1920, height: 1080, screens: 1 },
    ]);
    expect(reports.groups(31_000).map(({ width }) => width)).toEqual([3840]);
  });

  test.each([
    ['nothing', undefined],
    ['a screen without an extent', report({ size: { width: 0, height: 1080 } })],
    ['a text', 'fps'],
    ['too many paintings', report({ painted: Array.from({ length: 65 }, () => 1) })],
    ['a painting before it was accepted', report({ painted: [-1] })],
    ['what is not in the schema', report({ userAgent: 'x' })],
    ['a build that is no digest', report({ build: '{instance="x"}' })],
    ['a speed that is no number', report({ fps: Number.NaN })],
  ])('is passed over when it is %s, and the next one has to wait as well', (_, request) => {
    const painted: number[] = [];
    const reports = new Reports((seconds) => painted.push(seconds));
    const screen = {};
    reports.hear(screen, request, 0);
    reports.hear(screen, report(), 1_000);
    expect([painted.length, reports.figures(1_000).reporting]).toEqual([0, 0]);
    reports.hear(screen, report(), 5_000);
    expect(reports.figures(5_000).reporting).toBe(1);
  });
});
