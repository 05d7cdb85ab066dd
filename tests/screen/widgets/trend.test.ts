import { describe, expect, test } from 'vitest';
import type { Locale } from '../../../screen/format.ts';
import { plan } from '../../../screen/stores/plan.ts';
import { axisOf } from '../../../screen/widgets/axis.ts';
import { widget as forecast } from '../../../screen/widgets/forecast/index.ts';
import { spread } from '../../../screen/widgets/labels.ts';
import { widget as paceFacts } from '../../../screen/widgets/pace/index.ts';
import { pace } from '../../../screen/widgets/pace/pace.ts';
import {
  besideDot,
  chartOption,
  gutterOf,
  labelOf,
  looksLike,
  pictureOf,
  rangeOf,
  SMALL,
  UNSEEN,
} from '../../../screen/widgets/trend/chart.ts';
import { curves, highest, reach, valueAt } from '../../../screen/widgets/trend/curve.ts';
import { widget as trend } from '../../../screen/widgets/trend/index.ts';
import { widthOf } from '../../../screen/widgets/width.ts';
import type { Query } from '../../../stream/contract/query.ts';
import type { Reading } from '../../../stream/contract/reading.ts';
import { palette } from '../../support/palette.ts';

const zh: Locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' };
const HOUR = 3_600_000;
const from = Date.UTC(2026, 10, 10, 12);
const query: Query = { metrics: ['gmv'], window: 'campaign', step: '1h', compare: 'previous' };
const reading: Reading = {
  ...{ from, to: from + 1.5 * HOUR, asOf: from + 1.5 * HOUR, partial: false },
  groups: {
    '': {
      values: { gmv: 300 },
      series: { gmv: { [from]: 200, [from + HOUR]: 100 } },
      baselineSeries: { gmv: { [from]: 100, [from + HOUR]: 100, [from + 3 * HOUR]: 50 } },
    },
  },
};
const campaign = { id: 'c', names: {}, start: from, end: from + 5 * HOUR, phases: [], milestones: [], target: 1_000 };
const whole = { cumulative: true, target: true, forecast: true };

describe('curves', () => {
  const made = curves(reading, query, 'gmv', whole, campaign);

  test('add up to the value of the window, up to now and no further', () => {
    expect(made.lines[0]?.points).toEqual([
      [from, 0],
      [from + HOUR, 200],
      [from + 1.5 * HOUR, 300],
    ]);
    expect(made.lines[0]?.points.at(-1)?.[1]).toBe(reading.groups['']?.values.gmv);
    expect(made.end).toBe(campaign.end);
  });

  test('stand on the step of the reading, where the one asked for made too many points', () => {
    expect(curves({ ...reading, step: '1h' }, { ...query, step: '1m' }, 'gmv', whole, campaign)).toEqual(made);
  });

  test('run the baseline on to its end, with hours in which nothing was sold', () => {
    expect(made.before.map(([, value]) => value)).toEqual([0, 100, 200, 200, 250]);
  });

  test('forecast in the shape of the baseline, from the present value', () => {
    expect(made.forecast[0]).toEqual([from + 1.5 * HOUR, 300]);
    expect(made.forecast.at(-1)?.[1]).toBeCloseTo((250 / 150) * 300);
    expect(highest(made)).toBe(1_000);
  });

  test('forecast what the facts beside them do, of one reading', () => {
    const paced = {
      ...reading,
      groups: { '': { ...reading.groups[''], values: { gmv: 300 }, baseline: { gmv: 140 } } },
    };
    const end = curves(paced, query, 'gmv', whole, campaign).forecast.at(-1)?.[1] ?? 0;
    expect(Math.round(end)).toBe(pace(paced.groups[''], 'gmv', undefined).forecast);
    const demands = [trend, paceFacts, forecast].map((widget) => ({ queries: [query], every: widget.every }));
    expect(
      new Set(
        plan(demands)
          .places.flat()
          .map(({ group, index }) => `${group} ${index}`),
      ).size,
    ).toBe(1);
  });

  test('know nothing without a reading of the metric', () => {
    const empty = { ...reading, groups: { '': { values: {} } } };
    expect(curves(empty, query, 'gmv', whole, campaign).lines).toEqual([]);
  });

  test('draw no zeros beside a total of which no series is kept', () => {
    const bare = { ...reading, groups: { '': { values: { gmv: 300 } } } };
    expect(curves(bare, query, 'gmv', whole, campaign).lines).toEqual([]);
  });

  test('of a ratio have no point where nothing was divided, and no target: that is an amount', () => {
    const ratios: Reading = {
      ...reading,
      groups: { '': { values: { aov: 5 }, series: { aov: { [from]: 5 } } } },
    };
    const made = curves(ratios, { ...query, metrics: ['aov'] }, 'aov', { ...whole, cumulative: false }, campaign);
    expect(made.lines[0]?.points).toEqual([[from, 5]]);
    expect(curves(reading, query, 'order_amount', whole, campaign).target).toBeUndefined();
    expect(curves(reading, { ...query, window: 'today' }, 'gmv', whole, campaign).target).toBeUndefined();
  });

  test('of a whole day are drawn by few points that are all right, and end where it stands', () => {
    const MINUTE = 60_000;
    const day = (minutes: number) => {
      const series = Object.fromEntries(Array.from({ length: minutes }, (_, at) => [from + at * MINUTE, at % 7]));
      const to = from + minutes * MINUTE;
      const group = { values: { gmv: 1 }, series: { gmv: series }, baselineSeries: { gmv: series } };
      const asked = { ...reading, to, asOf: to, groups: { '': group } };
      return curves(asked, { ...query, step: '1m' }, 'gmv', whole, { ...campaign, end: to });
    };
    const sum = (minutes: number) => Array.from({ length: minutes }, (_, at) => at % 7).reduce((a, b) => a + b, 0);
    for (const minutes of [300, 700, 1_440, 2_880]) {
      const points = day(minutes).lines[0]?.points ?? [];
      expect(points.length).toBeLessThanOrEqual(361);
      expect(day(minutes).before.length).toBeLessThanOrEqual(361);
      expect(points.at(-1)).toEqual([from + minutes * MINUTE, sum(minutes)]);
      for (const [at, value] of points) expect(value).toBe(sum((at - from) / MINUTE));
    }
  });

  test('of single buckets are as they were counted', () => {
    const plain = curves(reading, query, 'gmv', { cumulative: false, target: true, forecast: true }, campaign);
    expect(plain.lines[0]?.points.map(([, value]) => value)).toEqual([200, 100]);
    expect([plain.target, plain.forecast]).toEqual([undefined, []]);
  });

  test('are read between their points in proportion', () => {
    const line: [number, number][] = [
      [0, 0],
      [10, 100],
    ];
    expect([valueAt(line, 5), valueAt(line, 10), valueAt(line, 20), valueAt([], 5), valueAt(line, -5)]).toEqual([
      50,
      100,
      100,
      undefined,
      undefined,
    ]);
  });
});

describe('what is drawn', () => {
  const made = curves(reading, query, 'gmv', whole, campaign);
  const setting = {
    width: 600,
    height: 199,
    palette,
    axis: axisOf(highest(made), 'money', zh),
    timezone: 'Asia/Shanghai',
    gutter: 118,
  };
  const option = chartOption(made, setting) as {
    series: { id: string; data: unknown[] }[];
    grid: { left: number; right: number };
    yAxis: { min: number; max: number };
  };

  test('is zero-based, with every series by its name', () => {
    expect(option.series.map(({ id }) => id)).toEqual(['target', 'then', 'forecast', 'moment', 'line ', 'dot']);
    expect(option.yAxis.min).toBe(0);
    expect(option.yAxis.max).toBe(rangeOf(made).max);
  });

  test('names no colour of its own', () => {
    const colours = JSON.stringify(option).match(/#[0-9a-f]{3,8}|rgba?\(/gi) ?? [];
    expect(new Set(colours).size).toBeGreaterThan(3);
    for (const colour of colours) expect(colour).toMatch(/^#00000/);
  });

  test('keeps few grid lines whatever is below zero', () => {
    const minus = {
      ...made,
      target: undefined,
      before: [],
      forecast: [],
      lines: [{ key: '', points: [[from, -3.86e13] as [number, number]] }],
    };
    const drawn = chartOption(minus, { ...setting, axis: axisOf(reach(minus), 'money', zh) }) as {
      yAxis: { axisLabel: { customValues: number[] } };
    };
    expect(drawn.yAxis.axisLabel.customValues.length).toBeLessThan(6);
  });

  test('goes below zero when there is something below zero', () => {
    const minus = { ...made, lines: [{ key: '', points: [[from, -50] as [number, number]] }] };
    expect(rangeOf(minus).min).toBeLessThan(-50);
  });

  test('says its value where there is room: right of the dot while the campaign is young, below it at the top', () => {
    const beside = (at: number, value = 300) => {
      const points: [number, number][] = [
        [from, 0],
        [at, value],
      ];
      const spot = besideDot({ ...made, lines: [{ key: '', points }] }, setting, '3.00', { note: 20, value: 24 });
      if (!spot) throw new Error('there is a dot');
      return spot;
    };
    const [young, later] = [beside(from + HOUR / 10), beside(from + 1.5 * HOUR)];
    expect([young.side, later.side]).toEqual(['right', 'left']);
    const { left, right } = option.grid;
    const across = (at: number) => left + ((600 - left - right) * (at - from)) / (5 * HOUR);
    expect(young.x).toBeCloseTo(across(from + HOUR / 10) + 8.5 + 4);
    expect(later.x).toBeCloseTo(across(from + 1.5 * HOUR) - 8.5 - 4);
    const down = (value: number) => 12 + (199 - 12 - 38) * (1 - value / option.yAxis.max);
    expect(later.y).toBeCloseTo(down(300) - 22);
    // Its neighbours give the axis: at the very top the figure stands below the dot.
    expect(beside(from + HOUR, 2_000).y).toBeCloseTo(12 + (199 - 12 - 38) * (1 - 1 / 1.08) + 22);
    // Right of the dot the lines of last time and of the forecast go on: the figure stands above both.
    const end = young.x + widthOf('3.00', 24);
    for (const line of [made.before, made.forecast])
      for (const [at, value] of line)
        if (across(at) >= young.x && across(at) <= end) expect(young.y + 13).toBeLessThanOrEqual(down(value) - 8);
    expect(besideDot({ ...made, lines: [] }, setting, '', { note: 20, value: 24 })).toBeUndefined();
  });

  test('never says its value on its own line, however steep that is and wherever it ends', () => {
    const { left, right } = option.grid;
    for (const hours of [1, 2, 3.5, 5])
      for (const value of [50, 300, 1_000, 2_000])
        for (const bend of [0.3, 1, 3]) {
          const points = Array.from({ length: 41 }, (_, index): [number, number] => {
            const share = index / 40;
            return [from + share * hours * HOUR, value * share ** bend];
          });
          const drawn = { ...made, lines: [{ key: '', points }], before: [], forecast: [] };
          const spot = besideDot(drawn, setting, '3.00', { note: 20, value: 24 });
          if (!spot) throw new Error('there is a dot');
          const { min, max } = rangeOf(drawn);
          const [near, far] = [spot.x, spot.x + (spot.side === 'left' ? -1 : 1) * widthOf('3.00', 24)];
          const over = points.filter(([at, high]) => {
            const x = left + ((600 - left - right) * (at - from)) / (made.end - from);
            const y = 12 + (199 - 12 - 38) * (1 - (high - min) / (max - min));
            return x >= Math.min(near, far) && x <= Math.max(near, far) && Math.abs(y - spot.y) < 13;
          });
          expect([hours, value, bend, over]).toEqual([hours, value, bend, []]);
        }
  });

  test('is another picture exactly when something of it moves by half a pixel or reads differently', () => {
    const size = { width: 600, height: 199 };
    const axis = setting.axis;
    const picture = (change: Partial<typeof made>, other = axis) => pictureOf({ ...made, ...change }, size, other);
    const till = (value: number) => ({
      lines: [
        {
          key: '',
          points: [
            [from, 0],
            [from + HOUR, value],
          ] as [number, number][],
        },
      ],
    });
    const stands = picture(till(300));
    const pixel = rangeOf(made).max / size.height;
    for (const step of [0, 0.3, -0.3]) expect(looksLike(stands, picture(till(300 + step * pixel)), UNSEEN)).toBe(true);
    for (const other of [
      picture(till(300 + 0.6 * pixel)),
      picture({ ...till(300), end: made.end + HOUR }),
      picture({ ...till(300), target: undefined }),
      picture({ ...till(300), forecast: [] }),
      picture({ lines: [{ key: 'tmall', points: till(300).lines[0]?.points ?? [] }] }),
      picture(till(300), { ...axis, unit: 'M' }),
    ])
      expect(looksLike(stands, other, UNSEEN)).toBe(false);
    expect(looksLike(stands, picture(till(300 + 2 * pixel)), SMALL)).toBe(true);
    expect(looksLike(stands, picture(till(300 + 4 * pixel)), SMALL)).toBe(false);
  });

  test('has a gutter for its longest label, no wider than it must be, and never most of the widget', () => {
    const gutter = (text: string, width = 1_224) => gutterOf(['天猫 120.2', text], 20, 'zh-CN', width);
    expect(gutter('京东 9.1')).toBe(118);
    expect(gutter('拼多多 34.22')).toBeGreaterThanOrEqual(14 + 119);
    expect(gutter('拼多多 34.22')).toBe(gutter('拼多多 34.23'));
    const long = labelOf('一家名字特别特别长的旗舰店', '34.22', 20, 'zh-CN', 600);
    expect(long).toMatch(/^一家名字.*… 34\.22$/);
    expect(gutter(long, 600)).toBeLessThanOrEqual(240);
    expect(widthOf(long, 20)).toBeLessThanOrEqual(gutter(long, 600) - 14);
  });

  test('has labels that do not cover each other', () => {
    const label = (key: string, y: number) => ({ key, text: key, full: key, tone: 'line' as const, y });
    const placed = spread([label('a', 50), label('b', 52), label('c', 195)], 200);
    expect(placed.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    placed.slice(1).forEach(({ y }, index) => {
      expect(y - (placed[index]?.y ?? 0)).toBeGreaterThanOrEqual(26);
    });
    expect(placed.at(-1)?.y).toBeLessThanOrEqual(200 - 26);
  });
});
