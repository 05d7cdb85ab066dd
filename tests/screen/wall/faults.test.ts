import { describe, expect, test } from 'vitest';
import type { Placed } from '../../../layouts/document.ts';
import { queryFault } from '../../../screen/wall/faults.ts';
import { isBroken, prepare } from '../../../screen/wall/prepare.ts';
import { WIDGETS } from '../../../screen/widgets/index.ts';
import { FAILURES, type FailureCode } from '../../../stream/contract/failure.ts';

const box = { x: 0, y: 0, width: 288, height: 124 };
const wrong = (type: string, options: NonNullable<Placed['options']>) => {
  const one = prepare({ id: 'a', type, box, options }, WIDGETS);
  if (!isBroken(one)) throw new Error(`${type} stands`);
  return one;
};

describe('a broken card', () => {
  test.each([
    ['ranking', { rows: 'many' }, '选项应为数字', 'rows'],
    ['ranking', { rows: 0 }, '选项不得小于 1', 'rows'],
    ['ranking', { rows: Number.NaN }, '选项应为数字', 'rows'],
    ['globe', { home: 'GD-CN' }, '选项应为一组选项', 'home'],
    ['image', { src: 'https://example.com/a.png' }, '选项的格式不对', 'src'],
    ['kpi', { glitter: true }, '没有这个选项', 'glitter'],
  ])(
    'says in Chinese, without a word of English, what is wrong with %s %o and where',
    (type, options, reason, path) => {
      const one = wrong(type, options);
      expect([one.code, one.reason('zh-CN'), one.subject]).toEqual(['E-OPTION', reason, path]);
      expect(one.reason('en')).toMatch(/^[\x20-\x7e]+$/);
    },
  );

  test('says it in both languages for whatever the server refuses', () => {
    for (const code of Object.keys(FAILURES) as FailureCode[]) {
      const problem = { type: '', title: FAILURES[code][1], status: FAILURES[code][0], code };
      expect(queryFault(problem, 'zh-CN')).not.toMatch(/[a-z]{2}/i);
      expect(queryFault(problem, 'en')).toMatch(/^[\x20-\x7e]+$/);
    }
  });
});
