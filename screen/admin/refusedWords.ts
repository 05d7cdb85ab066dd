import type { Language } from '../../layouts/document.ts';
import { say } from '../widgets/words.ts';

const CHINESE: Readonly<Record<string, string>> = {
  baseline: '服务器不收这个对比活动，换一个',
  start: '服务器不收这个时间',
  end: '服务器不收这个时间',
  target: '服务器不收这个金额',
  milestones: '服务器不收这个金额',
};

/** What stands under a field that the server refused. Its own sentence is English: in Chinese the field is named instead. */
export function refusedWords(path: string, detail: string | undefined, language: Language): string {
  const [field = ''] = path.split('.');
  return say(language, CHINESE[field] ?? '服务器不收这一项', detail ?? 'The server refuses this');
}
