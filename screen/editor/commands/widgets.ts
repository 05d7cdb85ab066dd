import type { Language } from '../../../layouts/document.ts';
import { broughtBack } from '../arranging.ts';
import { isTakable, type Point, touches } from '../boxes.ts';
import { onWidgets } from '../edits.ts';
import { stepName } from '../naming.ts';
import { move, remove } from '../placing.ts';
import type { Desk } from '../tools/gesture.ts';
import { defineCommand } from './define.ts';

const some = ({ editing }: Desk) => editing.selection.length > 0;
const free = ({ editing }: Desk) => editing.selected.filter(isTakable);
/** Widgets that nobody sees, because they stand beyond the canvas. */
export const lost = ({ editing, stage }: Desk) =>
  editing.shownPage?.widgets.filter(({ box }) => !touches(box, stage.canvas)) ?? [];

const nudging = (id: string, names: Record<Language, string>, key: string, by: Point) =>
  defineCommand({
    id: `nudge-${id}`,
    names,
    family: 'widget',
    keys: [key],
    enabled: (desk) => free(desk).length > 0,
    run: (desk) => {
      const widgets = free(desk);
      const ids = widgets.map((widget) => widget.id);
      const run = `nudge ${ids.join(' ')}`;
      desk.editing.change(stepName('移动', 'Move', widgets), move(desk.editing.page, ids, by), { run });
    },
  });

/** Turns a mark of the selection on, or off when all of it has it. A mark that is off is not in the document. */
const marking = (
  mark: 'locked' | 'hidden',
  names: Record<Language, string>,
  off: Record<Language, string>,
  key: string,
  icon: string,
) =>
  defineCommand({
    id: mark === 'locked' ? 'lock' : 'hide',
    names,
    family: 'widget',
    keys: [key],
    icon,
    enabled: some,
    on: ({ editing }) => editing.selected.length > 0 && editing.selected.every((widget) => widget[mark]),
    run: ({ editing }) => {
      const all = editing.selected.every((widget) => widget[mark]);
      const { 'zh-CN': chinese, en } = all ? off : names;
      const edit = onWidgets(editing.page, editing.selection, (widget) => {
        if (!all) return widget[mark] ? widget : { ...widget, [mark]: true };
        const { [mark]: _, ...rest } = widget;
        return rest;
      });
      editing.change(stepName(`${chinese}：`, en, editing.selected), edit);
    },
  });

export const commands = [
  marking('locked', { 'zh-CN': '锁定', en: 'Lock' }, { 'zh-CN': '解锁', en: 'Unlock' }, 'mod+l', 'lock'),
  marking('hidden', { 'zh-CN': '隐藏', en: 'Hide' }, { 'zh-CN': '显示', en: 'Show' }, 'mod+shift+h', 'hide'),
  defineCommand({
    id: 'rename',
    names: { 'zh-CN': '改名', en: 'Rename' },
    family: 'widget',
    keys: ['f2'],
    enabled: ({ editing }) => editing.selection.length === 1,
    run: ({ editing, stage }) => {
      stage.renaming = editing.selection[0] ?? '';
    },
  }),
  defineCommand({
    id: 'delete',
    names: { 'zh-CN': '删除', en: 'Delete' },
    family: 'widget',
    keys: ['backspace', 'delete'],
    icon: 'delete',
    enabled: ({ editing }) => editing.selected.some(({ locked }) => !locked),
    run: ({ editing }) => {
      const taken = editing.selected.filter(({ locked }) => !locked);
      const ids = taken.map(({ id }) => id);
      editing.change(stepName('删除', 'Delete', taken), remove(editing.page, ids), { selection: [] });
    },
  }),
  defineCommand({
    id: 'bring-back',
    names: { 'zh-CN': '拉回画布', en: 'Bring back to the canvas' },
    family: 'widget',
    icon: 'bring-back',
    enabled: (desk) => lost(desk).length > 0,
    run: (desk) => {
      const widgets = lost(desk);
      const selection = widgets.map(({ id }) => id);
      const edit = broughtBack(desk.editing.page, selection);
      desk.editing.change(stepName('拉回', 'Bring back', widgets), edit, { selection });
    },
  }),
  nudging('left', { 'zh-CN': '左移 1', en: 'Left by 1' }, 'left', { x: -1, y: 0 }),
  nudging('right', { 'zh-CN': '右移 1', en: 'Right by 1' }, 'right', { x: 1, y: 0 }),
  nudging('up', { 'zh-CN': '上移 1', en: 'Up by 1' }, 'up', { x: 0, y: -1 }),
  nudging('down', { 'zh-CN': '下移 1', en: 'Down by 1' }, 'down', { x: 0, y: 1 }),
  nudging('far-left', { 'zh-CN': '左移 10', en: 'Left by 10' }, 'shift+left', { x: -10, y: 0 }),
  nudging('far-right', { 'zh-CN': '右移 10', en: 'Right by 10' }, 'shift+right', { x: 10, y: 0 }),
  nudging('far-up', { 'zh-CN': '上移 10', en: 'Up by 10' }, 'shift+up', { x: 0, y: -10 }),
  nudging('far-down', { 'zh-CN': '下移 10', en: 'Down by 10' }, 'shift+down', { x: 0, y: 10 }),
];
