import type { Language } from '../../layouts/document.ts';
import type { Problem } from '../../stream/contract/failure.ts';
import { say } from '../widgets/words.ts';
import { refusalWords } from './refusedWords.ts';

/** Why a screen was not paired or changed, under the field that it is about; `''` where it is about none. */
export function screenFaults(problem: Problem | undefined, language: Language): Record<string, string> {
  const words = (chinese: string, english: string) => say(language, chinese, english);
  if (!problem) return { '': words('连不上服务器，什么都没改', 'The server is away; nothing was changed') };
  const field = problem.path?.split('.')[0] ?? '';
  switch (field) {
    case 'code':
      return {
        code: words(
          '现在没有屏幕显示这个码，码每 5 分钟换一次',
          'No screen shows this code now; it changes every 5 minutes',
        ),
      };
    case 'layout':
      if (problem.code === 'archived')
        return { layout: words('这块大屏已归档，先放回来', 'This wall is archived; put it back first') };
      return { layout: words('选一块发布过的大屏', 'Choose a wall that was published') };
    case 'name':
      return { name: words('起个名字，最多 80 个字', 'Give it a name of at most 80 letters') };
    case 'scope':
      return {
        '': words(
          '范围里有服务器不收的：渠道写编号（小写字母、数字和短横，如 taobao），店铺最多 128 个字',
          problem.detail ?? problem.title,
        ),
      };
    default:
      if (problem.code === 'attempts')
        return {
          code: words(
            `错的码太多，对的码现在也不认；${problem.retryAfter ?? 3} 秒后再试`,
            `Too many wrong codes: a right one is not taken now either; try again in ${problem.retryAfter ?? 3} s`,
          ),
        };
      if (problem.code === 'precondition')
        return {
          '': words(
            '刚刚有人改过这块屏幕，看一眼再改',
            'Somebody changed this screen just now; look at it and change it again',
          ),
        };
      if (problem.code === 'not_found') return { '': words('这块屏幕已经收回', 'This screen was revoked') };
      if (problem.code === 'request' && field === '')
        return { '': words('屏幕已经满了，先收回不用的', problem.detail ?? problem.title) };
      return { '': refusalWords({ status: problem.status, problem }, language) };
  }
}
