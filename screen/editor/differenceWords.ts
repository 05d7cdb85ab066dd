import type { Language, Layout } from '../../layouts/document.ts';
import { say, text } from '../widgets/words.ts';
import type { Change, Difference } from './differences.ts';
import { layerName } from './naming.ts';

const VERBS: Readonly<Record<Change, readonly [string, string]>> = {
  added: ['新增', 'Add'],
  removed: ['删除', 'Remove'],
  moved: ['移动', 'Move'],
  resized: ['改大小', 'Resize'],
  data: ['改数据', 'Change data of'],
  options: ['改样式', 'Restyle'],
  title: ['改标题', 'Retitle'],
  type: ['换种类', 'Change type of'],
  hidden: ['显示或隐藏', 'Show or hide'],
  layers: ['改图层', 'Change layer of'],
  order: ['改层次', 'Reorder'],
  page: ['改页面', 'Change page'],
  canvas: ['改画布', 'Change canvas'],
};

export const verbOf = (change: Change, language: Language): string => say(language, ...VERBS[change]);

export const pageName = (layouts: readonly Layout[], page: string | undefined, language: Language): string => {
  const found = layouts.flatMap(({ pages }) => pages).find(({ id }) => id === page);
  return text(found?.title, language) || page || '';
};

/** What a difference is about, in names. `layouts` are where its page may be found. */
export function subjectOf(one: Difference, layouts: readonly Layout[], language: Language): string {
  if (one.widgets.length > 0)
    return one.widgets.map((widget) => layerName(widget, language)).join(language === 'en' ? ', ' : '、');
  return one.page === undefined
    ? text(layouts.at(-1)?.title, language)
    : pageName([...layouts].reverse(), one.page, language);
}

/** The name of the step that takes it back. */
export const undoName = (one: Difference, layouts: readonly Layout[]) => ({
  'zh-CN': `撤回「${verbOf(one.change, 'zh-CN')} ${subjectOf(one, layouts, 'zh-CN')}」`,
  en: `Take back "${verbOf(one.change, 'en')} ${subjectOf(one, layouts, 'en')}"`,
});
