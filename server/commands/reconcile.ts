import { type Command, STATUS } from './command.ts';
export const reconcile: Command = {
  name: 'reconcile',
  summary: { en: '', 'zh-CN': '' },
  usage: [''],
  options: {},
  run: async () => STATUS.good,
};
