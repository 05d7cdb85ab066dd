import { useWriting } from '../../stores/writing.ts';
import { defineCommand } from './define.ts';

export const commands = [
  defineCommand({
    id: 'json',
    names: { 'zh-CN': '看 JSON', en: 'Show as JSON' },
    family: 'view',
    keys: ['mod+j'],
    on: () => useWriting().open,
    run: () => useWriting().turn(),
  }),
];
