// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { expect, test } from 'vitest';
import MilestoneRows from '../../../screen/admin/MilestoneRows.vue';
import { refusalWords, refusedWords } from '../../../screen/admin/refusedWords.ts';
import { screenFaults } from '../../../screen/admin/screenFaults.ts';
import { wallAddress } from '../../../screen/wall/address.ts';
import { FAILURES, Failure, type FailureCode } from '../../../stream/contract/failure.ts';

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
  expect(refusedWords('baseline', detail, 'zh-CN')).toContain('绕一圈又比回自己');
  for (const path of ['start', 'milestones.0', 'phases.2.start', 'other'])
    expect(refusedWords(path, detail, 'zh-CN')).not.toMatch(/[a-z]/i);
  expect(refusedWords('baseline', detail, 'en')).toBe(detail);
});

test('every refusal is said in Chinese words, and in English as the server says it', () => {
  for (const code of Object.keys(FAILURES) as FailureCode[]) {
    const problem = new Failure(code, 'Something exact in English.').problem();
    const { status } = problem;
    for (const words of [
      refusalWords({ status, problem }, 'zh-CN'),
      ...Object.values(screenFaults(problem, 'zh-CN')),
      ...Object.values(screenFaults({ ...problem, path: 'scope.channel.0' }, 'zh-CN')),
    ])
      expect(words.replace(/Redis|cookie|taobao/g, '')).not.toMatch(/[a-z]|undefined/i);
    expect(refusalWords({ status, problem }, 'en')).toBe('Something exact in English.');
  }
  expect(refusalWords({ status: 0, problem: undefined }, 'zh-CN')).toBe('网断了');
});
