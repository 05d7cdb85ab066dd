import type { Language } from '../../../layouts/document.ts';
import { stepName } from '../naming.ts';
import { reorder, type Way } from '../ordering.ts';
import { defineCommand } from './define.ts';

const ordering = (way: Way, names: Record<Language, string>, key: string) =>
  defineCommand({
    id: way,
    names,
    family: 'order',
    keys: [key],
    icon: way,
    enabled: ({ editing }) =>
      editing.selection.length > 0 && editing.selection.length < (editing.shownPage?.widgets.length ?? 0),
    run: ({ editing }) =>
      editing.change(
        stepName(`${names['zh-CN']}：`, `${names.en}:`, editing.selected),
        reorder(editing.page, editing.selection, way),
      ),
  });

export const commands = [
  ordering('front', { 'zh-CN': '移到最前', en: 'Bring to front' }, ']'),
  ordering('forward', { 'zh-CN': '上移一层', en: 'Bring forward' }, 'mod+]'),
  ordering('backward', { 'zh-CN': '下移一层', en: 'Send backward' }, 'mod+['),
  ordering('back', { 'zh-CN': '移到最后', en: 'Send to back' }, '['),
];
