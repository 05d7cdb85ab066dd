import type { Times } from '../sources/rehearsal/night.ts';
import { box } from './box.ts';
import type { Words } from './command.ts';
import { columns } from './help.ts';

export interface Place {
  url: string;
  /** The clock of the wall, not of this machine. */
  timeZone: string;
  times: Times;
  /** Nobody said which language: how to come to the other one is said, too. */
  guessed: boolean;
}

/** What a person is told once the wall of a demo is live: where it is, when the promotion opens, how all of it ends. */
export function invitation(say: (words: Words) => string, { url, timeZone, times, guessed }: Place): string {
  const clock = (at: number) => new Date(at).toLocaleTimeString('sv-SE', { timeStyle: 'short', timeZone });
  const [opens, ends] = [clock(times.opens), clock(times.end)];
  // Walls are Chinese unless somebody says otherwise.
  const speaks = say({ en: '?language=en', 'zh-CN': '' });
  const places = columns(
    [
      [say({ en: 'wall', 'zh-CN': '大屏' }), `${url}/wall/promotion${speaks}`],
      [say({ en: 'start page', 'zh-CN': '首页' }), `${url}/${speaks}`],
    ],
    '',
  );
  return box([
    say({ en: 'The wall is live', 'zh-CN': '大屏已就绪' }),
    '',
    ...places.split('\n'),
    '',
    say({
      en: `opens ${opens} · ends ${ends} · the numbers are a rehearsal`,
      'zh-CN': `${opens} 开场 · ${ends} 结束 · 演练数据`,
    }),
    say({ en: 'Ctrl-C stops everything', 'zh-CN': 'Ctrl-C 停止全部' }),
    ...(guessed ? ['', `中文大屏：${url}/wall/promotion`, '中文：npm run demo -- --lang zh-CN'] : []),
  ]);
}
