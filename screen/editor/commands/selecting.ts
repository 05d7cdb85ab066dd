import { isTakable } from '../boxes.ts';
import { withGroups } from '../groups.ts';
import type { Desk } from '../tools/gesture.ts';
import { defineCommand } from './define.ts';

const takable = ({ editing }: Desk) => editing.shownPage?.widgets.filter(isTakable) ?? [];

/** Goes through the widgets as one reads: line by line. */
function walk(desk: Desk, by: 1 | -1): void {
  const { editing } = desk;
  const row = takable(desk).sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
  const at = row.findIndex(({ id }) => id === editing.selection.at(-1));
  const next = row[at < 0 ? (by > 0 ? 0 : row.length - 1) : (at + by + row.length) % row.length];
  if (next) editing.select([next.id]);
}

export const commands = [
  defineCommand({
    id: 'select-all',
    names: { 'zh-CN': '全选', en: 'Select all' },
    family: 'select',
    keys: ['mod+a'],
    enabled: (desk) => takable(desk).length > 0,
    run: (desk) => desk.editing.select(takable(desk).map(({ id }) => id)),
  }),
  defineCommand({
    id: 'select-next',
    names: { 'zh-CN': '下一个组件', en: 'Next widget' },
    family: 'select',
    keys: ['tab'],
    enabled: (desk) => takable(desk).length > 0,
    run: (desk) => walk(desk, 1),
  }),
  defineCommand({
    id: 'select-previous',
    names: { 'zh-CN': '上一个组件', en: 'Previous widget' },
    family: 'select',
    keys: ['shift+tab'],
    enabled: (desk) => takable(desk).length > 0,
    run: (desk) => walk(desk, -1),
  }),
  defineCommand({
    id: 'climb-out',
    names: { 'zh-CN': '退出组，再按取消选择', en: 'Leave the group, then select nothing' },
    family: 'select',
    keys: ['esc'],
    enabled: ({ editing }) => editing.selection.length > 0,
    run: ({ editing }) => {
      const group = withGroups(editing.shownPage?.widgets ?? [], editing.selection);
      editing.select(group.length > editing.selection.length ? group : []);
    },
  }),
];
