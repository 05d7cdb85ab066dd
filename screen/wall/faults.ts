import type { z } from 'zod';
import type { Language } from '../../layouts/document.ts';
import type { Problem } from '../../stream/contract/failure.ts';
import { say } from '../widgets/words.ts';

type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, readonly [string, string]>> = {
  string: ['文字', 'a text'],
  number: ['数字', 'a number'],
  int: ['整数', 'a whole number'],
  boolean: ['是或否', 'true or false'],
  array: ['列表', 'a list'],
  object: ['一组选项', 'a group of options'],
};

/** What is wrong with an option, in words. */
export function optionFault(issue: Issue | undefined, language: Language): string {
  const words = (chinese: string, english: string) => say(language, chinese, english);
  switch (issue?.code) {
    case 'unrecognized_keys':
      return words('没有这个选项', 'There is no such option');
    case 'invalid_type': {
      const [chinese, english] = KINDS[issue.expected] ?? [issue.expected, issue.expected];
      return words(`选项应为${chinese}`, `The option must be ${english}`);
    }
    case 'too_small':
      return words(`选项不得小于 ${issue.minimum}`, `The option must be at least ${issue.minimum}`);
    case 'too_big':
      return words(`选项不得大于 ${issue.maximum}`, `The option must be at most ${issue.maximum}`);
    case 'invalid_value':
      return words(`选项可为 ${issue.values.join('、')}`, `The option may be ${issue.values.join(', ')}`);
    default:
      return words('选项的格式不对', issue?.message ?? 'The option has a wrong form');
  }
}

/** Where it is wrong: the path of the option, or the names that are not known. */
export const optionPath = (issue: Issue | undefined): string =>
  [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? [issue.keys.join(', ')] : [])].join('.');

const REFUSED: Readonly<Record<string, readonly [string, string]>> = {
  metric: ['没有这个指标', 'There is no such metric'],
  dimension: ['这个指标不能这样分组或筛选', 'This metric cannot be grouped or filtered like that'],
  combination: ['这些维度不能组合', 'These dimensions cannot be combined'],
  window: ['这个时间范围或步长不成立', 'This window or step is not possible'],
  forbidden: ['这块屏幕无权查看', 'This screen may not see it'],
  scope: [
    '这块屏幕只看一部分渠道或店铺，这个数不在其中',
    'This screen shows some channels or shops only, and this number is not part of that',
  ],
};

/** Why the server does not answer a query, in words. */
export function queryFault({ code }: Problem, language: Language): string {
  const [chinese, english] = REFUSED[code] ?? ['服务器拒绝了它的查询', 'The server refused its query'];
  return say(language, chinese, english);
}
