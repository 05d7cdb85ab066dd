import { expect, test } from 'vitest';
import type { CampaignForm } from '../../../screen/admin/campaignForm.ts';
import { differencesOf, joined, united } from '../../../screen/admin/campaignMerge.ts';

const form = (more: Partial<CampaignForm> = {}): CampaignForm => ({
  id: 'sale',
  chinese: '大促',
  english: 'Sale',
  start: '2026-11-10T20:00',
  end: '2026-11-12T00:00',
  target: '100',
  baseline: '',
  milestones: ['10', '50'],
  phases: [],
  ...more,
});

test('what only others changed becomes theirs, what both changed stays mine unless it is given up', () => {
  const was = form();
  const mine = form({ target: '200', chinese: '我的', milestones: ['10', '50', '90'] });
  const theirs = form({ target: '300', english: 'Theirs', milestones: ['10', '50', '90'] });
  const found = differencesOf(was, mine, theirs);
  expect(found.map(({ field, both }) => [field, both])).toEqual([
    ['english', false],
    ['target', true],
  ]);
  expect(joined(mine, found, new Set(['target']))).toEqual({ ...mine, english: 'Theirs' });
  expect(joined(mine, found, new Set(['english']))).toEqual({ ...mine, target: '300' });
});

test('others who changed nothing that stands otherwise here ask nothing', () => {
  expect(differencesOf(form(), form({ target: '1' }), form())).toEqual([]);
  expect(differencesOf(form(), form({ target: '1' }), form({ target: '1' }))).toEqual([]);
});

test('two forms of one person are one form, unless one field says two things', () => {
  const [one, other] = [form({ chinese: '一' }), form({ english: 'Two' })];
  expect(united(form(), one, other)).toEqual(form({ chinese: '一', english: 'Two' }));
  expect(united(form(), one, form({ chinese: '二' }))).toBeUndefined();
});
