import { defineCommand } from './define.ts';

export const commands = [
  defineCommand({
    id: 'next-region',
    names: { 'zh-CN': '到下一块区域', en: 'Next part of the page' },
    family: 'view',
    keys: ['f6'],
    run: ({ stage }) => stage.walk(1),
  }),
  defineCommand({
    id: 'previous-region',
    names: { 'zh-CN': '到上一块区域', en: 'Part of the page before' },
    family: 'view',
    keys: ['shift+f6'],
    run: ({ stage }) => stage.walk(-1),
  }),
];
