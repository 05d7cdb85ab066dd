import { describe, expect, test } from 'vitest';
import { errands, type Known } from '../../../screen/admin/errands.ts';
import type { Locale } from '../../../screen/format.ts';

const locale: Locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' };
const now = 1_800_000_000_000;
const nothing: Known = {
  walls: undefined,
  differences: new Map(),
  health: undefined,
  sources: undefined,
  rejected: undefined,
  campaign: undefined,
  now: undefined,
  ahead: undefined,
};
const heads = (known: Partial<Known>) => errands({ ...nothing, ...known }, locale).open.map(({ head }) => head);

describe('what is left to do', () => {
  test('says nothing, good or bad, of what is not known', () => {
    expect(errands(nothing, locale)).toEqual({ open: [], good: [] });
  });

  test('names each thing with its way out, a drift first', () => {
    const { open } = errands(
      {
        ...nothing,
        walls: [{ id: 'night', title: { 'zh-CN': '夜' }, template: false, draft: true, revision: 3, differs: true }],
        differences: new Map([['night', 6]]),
        health: { rehearsal: false, drift: 1_50 },
        rejected: 14,
        campaign: null,
      },
      locale,
    );
    expect(open.map(({ level, head, body, action }) => [level, head, body, action?.label])).toEqual([
      ['act', '对账差 ¥1.50', '运行 tidewall reconcile 看差在哪', undefined],
      ['look', '还没有活动', '倒计时、目标和对比都靠它', '新建活动'],
      ['look', '「夜」的草稿还没发布', '和墙上有 6 处不同', '去发布'],
      ['look', '一天内有 14 种事件被拒收', '原因和内容都留着', '看拒收'],
    ]);
  });

  test('counts a wall that was never published as no difference', () => {
    expect(heads({ walls: [{ id: 'new', title: { en: 'New' }, template: false, draft: true }] })).toEqual([]);
  });

  test('tells a source that fell silent from one that sends', () => {
    const source = (lastAt: number) => ({ rate: 1, recent: [], lastAt, delay: 0 });
    const sources = { rejected: 0, late: 0, sources: { tmall: source(now - 4_000), douyin: source(now - 312_000) } };
    expect(heads({ sources, now })).toEqual(['抖音 5 分 12 秒没有事件']);
    expect(errands({ ...nothing, sources: { ...sources, sources: { tmall: source(now) } }, now }, locale).good).toEqual(
      ['数据源都在来'],
    );
  });

  test('tells clocks that are a minute apart or more, and which way', () => {
    expect(heads({ ahead: 59_000 })).toEqual([]);
    expect(heads({ ahead: 312_000 })).toEqual(['服务器的钟比这台电脑快 5 分 12 秒']);
    expect(heads({ ahead: -3_600_000 })).toEqual(['服务器的钟比这台电脑慢 1 小时 00 分']);
  });

  test('misses target and baseline of a campaign', () => {
    const campaign = { id: 'sale', names: { 'zh-CN': '大促' }, start: now, end: now + 1, phases: [], milestones: [] };
    expect(heads({ campaign })).toEqual(['「大促」没有目标和对比的活动']);
    expect(heads({ campaign: { ...campaign, target: 1, baseline: 'last' } })).toEqual([]);
  });
});
