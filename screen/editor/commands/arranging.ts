import type { Language } from '../../../layouts/document.ts';
import { align, distribute, type Side, sameSize } from '../arranging.ts';
import { isTakable } from '../boxes.ts';
import { group, ungroup, wholeGroup } from '../groups.ts';
import type { Axis } from '../guides.ts';
import { stepName } from '../naming.ts';
import type { Desk } from '../tools/gesture.ts';
import { defineCommand } from './define.ts';

const free = ({ editing }: Desk) => editing.selected.filter(isTakable);
/** The order of the selection counts, not that of the page: the first is the model. */
const chosen = (desk: Desk) => {
  const ids = free(desk).map(({ id }) => id);
  return desk.editing.selection.filter((id) => ids.includes(id));
};

const aligning = (id: string, names: Record<Language, string>, axis: Axis, side: Side, key: string) =>
  defineCommand({
    id: `align-${id}`,
    names,
    family: 'arrange',
    keys: [`alt+${key}`],
    icon: `align-${id}`,
    enabled: (desk) => free(desk).length > 0,
    run: (desk) => {
      const edit = align(desk.editing.page, chosen(desk), axis, side);
      desk.editing.change(stepName(`${names['zh-CN']}：`, `${names.en}:`, free(desk)), edit);
    },
  });

const distributing = (id: string, names: Record<Language, string>, axis: Axis, key: string) =>
  defineCommand({
    id: `distribute-${id}`,
    names,
    family: 'arrange',
    keys: [`ctrl+alt+${key}`, `mod+alt+${key}`],
    icon: `distribute-${id}`,
    enabled: (desk) => free(desk).length > 2,
    run: (desk) => {
      const edit = distribute(desk.editing.page, chosen(desk), axis);
      desk.editing.change(stepName(`${names['zh-CN']}：`, `${names.en}:`, free(desk)), edit);
    },
  });

export const commands = [
  aligning('left', { 'zh-CN': '左对齐', en: 'Align left' }, 'x', 'start', 'a'),
  aligning('centre', { 'zh-CN': '左右居中', en: 'Align centres' }, 'x', 'middle', 'h'),
  aligning('right', { 'zh-CN': '右对齐', en: 'Align right' }, 'x', 'end', 'd'),
  aligning('top', { 'zh-CN': '上对齐', en: 'Align top' }, 'y', 'start', 'w'),
  aligning('middle', { 'zh-CN': '上下居中', en: 'Align middles' }, 'y', 'middle', 'v'),
  aligning('bottom', { 'zh-CN': '下对齐', en: 'Align bottom' }, 'y', 'end', 's'),
  distributing('across', { 'zh-CN': '横向等距', en: 'Distribute across' }, 'x', 'h'),
  distributing('down', { 'zh-CN': '纵向等距', en: 'Distribute down' }, 'y', 'v'),
  defineCommand({
    id: 'same-size',
    names: { 'zh-CN': '一样大', en: 'Same size' },
    family: 'arrange',
    icon: 'same-size',
    enabled: (desk) => free(desk).length > 1,
    run: (desk) =>
      desk.editing.change(stepName('一样大：', 'Same size:', free(desk)), sameSize(desk.editing.page, chosen(desk))),
  }),
  defineCommand({
    id: 'group',
    names: { 'zh-CN': '成组', en: 'Group' },
    family: 'arrange',
    keys: ['mod+g'],
    icon: 'group',
    enabled: ({ editing }) =>
      editing.selection.length > 1 && wholeGroup(editing.shownPage?.widgets ?? [], editing.selection) === undefined,
    run: ({ editing }) =>
      editing.change(stepName('成组：', 'Group', editing.selected), group(editing.page, editing.selection)),
  }),
  defineCommand({
    id: 'ungroup',
    names: { 'zh-CN': '解组', en: 'Ungroup' },
    family: 'arrange',
    keys: ['mod+shift+g'],
    icon: 'ungroup',
    enabled: ({ editing }) => editing.selected.some((widget) => widget.group !== undefined),
    run: ({ editing }) =>
      editing.change(stepName('解组：', 'Ungroup', editing.selected), ungroup(editing.page, editing.selection)),
  }),
];
