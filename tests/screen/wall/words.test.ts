import { expect, test } from 'vitest';
import { prepare } from '../../../screen/wall/prepare.ts';
import { rolledOver } from '../../../screen/wall/rolled.ts';
import { markWords, worst } from '../../../screen/wall/words.ts';
import { WIDGETS } from '../../../screen/widgets/index.ts';

test('a mark says how old what stands there is, and nothing while it is live', () => {
  expect(markWords({ kind: 'live', seconds: 0 }, 'zh-CN')).toBe('');
  expect(markWords({ kind: 'late', seconds: 6 }, 'zh-CN')).toBe('迟 6 秒');
  expect(markWords({ kind: 'held', seconds: 38 }, 'zh-CN')).toBe('保持 38 秒');
  expect(markWords({ kind: 'lost', seconds: 134 }, 'zh-CN')).toBe('失联 2 分 14 秒');
  expect(markWords({ kind: 'held', seconds: 134 }, 'en')).toBe('held 2 min 14 s');
});

test('a widget is as bad as the worst of its views', () => {
  const live = { kind: 'live', seconds: 0 } as const;
  expect(worst([])).toEqual(live);
  expect(worst([live, { kind: 'late', seconds: 4 }, { kind: 'late', seconds: 9 }]).seconds).toBe(9);
  expect(
    worst([
      { kind: 'lost', seconds: 1 },
      { kind: 'held', seconds: 50 },
    ]).kind,
  ).toBe('lost');
});

test('a reading of today is nothing to hold on the next day', () => {
  const evening = Date.UTC(2026, 10, 10, 15, 59, 50);
  const reading = { from: 0, to: evening, asOf: evening, partial: false, groups: {} };
  const today = { metrics: ['gmv'], window: 'today' } as const;
  const query = { ...today, metrics: ['gmv'] };
  expect(rolledOver(query, reading, evening + 5_000, 'Asia/Shanghai')).toBe(false);
  expect(rolledOver(query, reading, evening + 15_000, 'Asia/Shanghai')).toBe(true);
  expect(rolledOver(query, reading, evening + 15_000, 'Europe/London')).toBe(false);
  expect(rolledOver({ ...query, window: '1h' }, reading, evening + 15_000, 'Asia/Shanghai')).toBe(false);
});

test('an unknown type and an unknown option are cards that name them', () => {
  const box = { x: 0, y: 0, width: 10, height: 10 };
  expect(prepare({ id: 'a', type: 'funnel-3d', box }, WIDGETS)).toMatchObject({ code: 'E-TYPE', subject: 'funnel-3d' });
  const wrong = prepare({ id: 'a', type: 'kpi', box, options: { glitter: true } }, WIDGETS);
  expect(wrong).toMatchObject({ code: 'E-OPTION' });
  expect('subject' in wrong && wrong.subject).toContain('glitter');
});
