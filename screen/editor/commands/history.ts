import { defineCommand } from './define.ts';

export const commands = [
  defineCommand({
    id: 'undo',
    names: { 'zh-CN': '撤销', en: 'Undo' },
    family: 'history',
    keys: ['mod+z'],
    icon: 'undo',
    enabled: ({ editing }) => editing.steps.done > 0,
    run: ({ editing }) => editing.undo(),
  }),
  defineCommand({
    id: 'redo',
    names: { 'zh-CN': '重做', en: 'Redo' },
    family: 'history',
    keys: ['mod+shift+z', 'mod+y'],
    icon: 'redo',
    enabled: ({ editing }) => editing.steps.done < editing.steps.all.length,
    run: ({ editing }) => editing.redo(),
  }),
  defineCommand({
    id: 'history',
    names: { 'zh-CN': '历史', en: 'History' },
    family: 'history',
    icon: 'history',
    enabled: ({ editing }) => editing.steps.all.length > 0,
    run: ({ stage }) => {
      stage.open = stage.open === 'history' ? undefined : 'history';
    },
  }),
];
