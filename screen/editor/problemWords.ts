import type { Language, Words } from '../../layouts/document.ts';
import type { Dimension } from '../../stream/contract/query.ts';
import { refusalWords } from '../admin/refusedWords.ts';
import { dimensionName } from '../widgets/names.ts';
import { say } from '../widgets/words.ts';
import { layerName } from './naming.ts';
import type { Problem } from './problems.ts';

/** A problem in one sentence, what it is about first. */
export function problemHead({ kind, widgets, subject, page, called }: Problem, language: Language): string {
  const words = (chinese: string, english: string) => say(language, chinese, english);
  const [first, ...others] = widgets.map((widget) => layerName(widget, language));
  const name = first ?? called?.[language] ?? page;
  switch (kind) {
    case 'type':
      return words(`${name}：没有「${subject}」这种组件`, `${name}: there is no widget ${subject}`);
    case 'option':
      return words(`${name}：选项 ${subject} 不对`, `${name}: the option ${subject} is wrong`);
    case 'metric':
      return words(`${name}：没有这个指标`, `${name}: there is no such metric`);
    case 'query':
      return words(`${name}：服务器不答这样的取数`, `${name}: the server does not answer this query`);
    case 'group':
      return words(
        `${name}：画不出按${dimensionName(subject as Dimension, 'zh-CN')}拆分`,
        `${name}: cannot draw a split by ${dimensionName(subject as Dimension, 'en').toLowerCase()}`,
      );
    case 'unasked':
      return words(`${name}：还没选指标`, `${name}: no metric is chosen`);
    case 'outside':
      return words(`${name}：有一部分在画布外`, `${name}: part of it is off the canvas`);
    case 'overlap':
      return words(`${name}：盖住了${others.join('、')}`, `${name}: lies over ${others.join(', ')}`);
    case 'contrast':
      return words(
        `${name}：写在${others.join('、')}上，可能看不清`,
        `${name}: stands on ${others.join(', ')} and may be hard to read`,
      );
    case 'small':
      return words(
        `${name}：文字只有 ${subject}，远处看不清`,
        `${name}: its text is ${subject} px, too small from afar`,
      );
    case 'cramped':
      return words(`${name}：${subject} 放不下`, `${name}: ${subject} is too little room`);
    case 'deep':
      return words(`这一页有 ${subject} 个三维组件`, `${subject} three-dimensional widgets on this page`);
    case 'empty':
      return words(`「${name}」上什么都没有`, `There is nothing on “${name}”`);
    default:
      return kind satisfies never;
  }
}

/** What follows of it, or why the server does not answer. */
export function problemNote({ kind, subject, refusal }: Problem, language: Language): string {
  const words = (chinese: string, english: string) => say(language, chinese, english);
  switch (kind) {
    case 'metric':
      return words(`「${subject}」不在指标目录里，或者没有一起取`, refusal?.detail ?? '');
    case 'query':
      return refusal ? refusalWords({ status: refusal.status, problem: refusal }, language) : '';
    case 'type':
    case 'option':
      return words('只坏这一个，其余照常', 'Only this one is broken, the others go on');
    case 'small':
      return words('大屏文字至少 20', 'Text on a wall is at least 20 px');
    case 'contrast':
      return words(`图和地图上说不准字够不够 ${subject} : 1`, `On pictures and maps ${subject} : 1 is not certain`);
    case 'deep':
      return words('多出来的会画成平的', 'Those beyond are drawn flat');
    case 'unasked':
    case 'empty':
      return words('墙上这里什么都没有', 'Nothing is seen here on the wall');
    default:
      return '';
  }
}

/** The button that mends it. */
export function fixWords({ fix }: Problem, language: Language): string {
  if (!fix) return '';
  switch (fix.kind) {
    case 'inside':
      return say(language, '拉回画布', 'Pull it back');
    case 'least':
    case 'plain':
      return say(language, `改成 ${fix.subject}`, `Make it ${fix.subject}`);
    case 'drop':
      return say(language, `去掉 ${fix.subject}`, `Drop ${fix.subject}`);
    default:
      return fix.kind satisfies never;
  }
}

/** The name of the step that mends it. */
export const mendName = (one: Problem): Required<Words> => ({
  'zh-CN': `修好「${problemHead(one, 'zh-CN')}」`,
  en: `Mend “${problemHead(one, 'en')}”`,
});
