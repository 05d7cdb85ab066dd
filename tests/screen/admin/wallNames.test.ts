import { expect, test } from 'vitest';
import { wallNames } from '../../../screen/admin/wallNames.ts';

test('walls of the same title say their ids, others do not', () => {
  const walls = [
    { id: 'promotion', title: { 'zh-CN': '大促战情', en: 'Promotion' } },
    { id: 'promotion-2', title: { 'zh-CN': '大促战情', en: 'Promotion 2' } },
    { id: 'bare', title: {} },
  ];
  expect([...wallNames(walls, 'zh-CN')]).toEqual([
    ['promotion', { title: '大促战情', id: 'promotion' }],
    ['promotion-2', { title: '大促战情', id: 'promotion-2' }],
    ['bare', { title: 'bare' }],
  ]);
  expect(wallNames(walls, 'en').get('promotion')).toEqual({ title: 'Promotion' });
});
