import { around } from '../boxes.ts';
import type { Desk } from '../tools/gesture.ts';
import { defineCommand } from './define.ts';

type Over = NonNullable<Desk['stage']['open']>;
const toggle = (stage: Desk['stage'], what: Over) => {
  stage.open = stage.open === what ? undefined : what;
};

export const commands = [
  defineCommand({
    id: 'fit',
    names: { 'zh-CN': '适应窗口', en: 'Fit' },
    family: 'view',
    keys: ['shift+1'],
    run: ({ stage }) => stage.fit(),
  }),
  defineCommand({
    id: 'fit-selection',
    names: { 'zh-CN': '看选中的', en: 'Fit the selection' },
    family: 'view',
    keys: ['shift+2'],
    enabled: ({ editing }) => editing.selected.length > 0,
    run: ({ editing, stage }) => {
      const box = around(editing.selected.map((widget) => widget.box));
      if (box) stage.fitBox(box);
    },
  }),
  defineCommand({
    id: 'actual-size',
    names: { 'zh-CN': '原大 100%', en: 'Actual size' },
    family: 'view',
    keys: ['shift+0'],
    run: ({ stage }) => stage.actual(),
  }),
  defineCommand({
    id: 'zoom-in',
    names: { 'zh-CN': '放大', en: 'Zoom in' },
    family: 'view',
    keys: ['mod+=', 'mod+shift+='],
    icon: 'plus',
    run: ({ stage }) => stage.step(true),
  }),
  defineCommand({
    id: 'zoom-out',
    names: { 'zh-CN': '缩小', en: 'Zoom out' },
    family: 'view',
    keys: ['mod+-'],
    icon: 'minus',
    run: ({ stage }) => stage.step(false),
  }),
  defineCommand({
    id: 'grid',
    names: { 'zh-CN': '网格', en: 'Grid' },
    family: 'view',
    keys: ["mod+'"],
    icon: 'grid',
    on: ({ stage }) => stage.grid,
    run: ({ stage }) => {
      stage.grid = !stage.grid;
    },
  }),
  defineCommand({
    id: 'snap',
    names: { 'zh-CN': '吸附', en: 'Snap' },
    family: 'view',
    keys: ["mod+shift+'"],
    icon: 'magnet',
    on: ({ stage }) => stage.snapping,
    run: ({ stage }) => {
      stage.snapping = !stage.snapping;
    },
  }),
  defineCommand({
    id: 'rulers',
    names: { 'zh-CN': '标尺', en: 'Rulers' },
    family: 'view',
    keys: ['shift+r'],
    icon: 'ruler',
    on: ({ stage }) => stage.rulers,
    run: ({ stage }) => {
      stage.rulers = !stage.rulers;
    },
  }),
  defineCommand({
    id: 'commands',
    names: { 'zh-CN': '找命令', en: 'Find a command' },
    family: 'view',
    keys: ['mod+k'],
    run: ({ stage }) => toggle(stage, 'commands'),
  }),
  defineCommand({
    id: 'find-widget',
    names: { 'zh-CN': '找组件或指标', en: 'Find a widget or metric' },
    family: 'view',
    keys: ['/'],
    run: ({ stage }) => stage.seek(),
  }),
  defineCommand({
    id: 'publish',
    names: { 'zh-CN': '发布…', en: 'Publish…' },
    family: 'view',
    keys: ['mod+enter'],
    run: ({ stage }) => stage.release(),
  }),
  defineCommand({
    id: 'problems',
    names: { 'zh-CN': '看问题', en: 'Show the problems' },
    family: 'view',
    keys: ['f8'],
    icon: 'problem',
    run: ({ stage }) => toggle(stage, 'problems'),
  }),
  defineCommand({
    id: 'keys',
    names: { 'zh-CN': '快捷键', en: 'Keys' },
    family: 'view',
    keys: ['?'],
    icon: 'keyboard',
    run: ({ stage }) => toggle(stage, 'keys'),
  }),
];
