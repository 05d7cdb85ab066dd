import { type Layout, SCHEMA_VERSION } from '../../layouts/document.ts';

/** The screens a new wall is made for, px. */
export const SIZES = [
  { key: 'full', width: 1920, height: 1080, names: { 'zh-CN': '空白', en: 'Blank' } },
  { key: 'sharp', width: 3840, height: 2160, names: { 'zh-CN': '空白 4K', en: 'Blank 4K' } },
  { key: 'wide', width: 5760, height: 1080, names: { 'zh-CN': '空白拼接屏', en: 'Blank LED wall' } },
  { key: 'tall', width: 1080, height: 1920, names: { 'zh-CN': '空白竖屏', en: 'Blank upright' } },
] as const;

/** A wall with nothing on it. */
export function blank({ width, height }: { width: number; height: number }): Layout {
  return {
    schemaVersion: SCHEMA_VERSION,
    id: 'wall',
    title: { 'zh-CN': '未命名大屏', en: 'Untitled wall' },
    canvas: { width, height, fit: 'contain', theme: 'tide' },
    pages: [{ id: 'main', widgets: [] }],
  };
}

/** The same under a name of its own; the server's list finds it an id. */
export function copyOf(layout: Layout): Layout {
  const { 'zh-CN': chinese, en } = layout.title;
  return {
    ...layout,
    title: {
      ...(chinese === undefined ? {} : { 'zh-CN': `${chinese}（副本）`.slice(0, 200) }),
      ...(en === undefined ? {} : { en: `${en} (copy)`.slice(0, 200) }),
    },
  };
}
