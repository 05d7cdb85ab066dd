// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { expect, test } from 'vitest';
import MilestoneRows from '../../../screen/admin/MilestoneRows.vue';
import { refusedWords } from '../../../screen/admin/refusedWords.ts';
import { wallAddress } from '../../../screen/wall/address.ts';

test('the button that adds a milestone says so, though the label of its field points at it', () => {
  const locale = { language: 'zh-CN', currency: 'CNY', digits: 2, timezone: 'Asia/Shanghai' } as const;
  const shown = mount(MilestoneRows, {
    props: { modelValue: [], locale, fault: () => undefined },
    global: { plugins: [createPinia()] },
  });
  const button = shown.get('#milestones');
  expect(button.attributes('aria-label')).toBe(button.text());
  shown.unmount();
});

test('a wall is opened in the language of whoever opens it', () => {
  expect(wallAddress('promotion', 'en')).toBe('/wall/promotion?language=en');
});

test('a field that the server refused says so in the language of the form', () => {
  const detail = 'baseline: the campaigns compared with each other make a circle';
  expect(refusedWords('baseline', detail, 'zh-CN')).toBe('服务器不收这个对比活动，换一个');
  for (const path of ['start', 'milestones.0', 'phases.2.start', 'other'])
    expect(refusedWords(path, detail, 'zh-CN')).not.toMatch(/[a-z]/i);
  expect(refusedWords('baseline', detail, 'en')).toBe(detail);
});
