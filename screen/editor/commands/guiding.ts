import { useGuide } from '../../stores/guide.ts';
import { defineCommand } from './define.ts';

export const commands = [
  defineCommand({
    id: 'guide',
    names: { 'zh-CN': '五步做第一块大屏', en: 'First wall in five steps' },
    family: 'view',
    icon: 'campaign',
    enabled: ({ editing }) => editing.document !== undefined,
    run: ({ editing }) => editing.document && useGuide().begin(editing.document),
  }),
];
