import { stepName } from '../naming.ts';
import { remove } from '../placing.ts';
import { defineCommand } from './define.ts';

export const commands = [
  defineCommand({
    id: 'delete',
    names: { 'zh-CN': '删除', en: 'Delete' },
    family: 'widget',
    keys: ['delete', 'backspace'],
    icon: 'delete',
    enabled: ({ editing }) => editing.selected.some(({ locked }) => !locked),
    run: ({ editing }) => {
      const taken = editing.selected.filter(({ locked }) => !locked);
      const ids = taken.map(({ id }) => id);
      editing.change(stepName('删除', 'Delete', taken), remove(editing.page, ids), { selection: [] });
    },
  }),
];
