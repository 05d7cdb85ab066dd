import type { Language } from '../../../layouts/document.ts';
import { say } from '../../widgets/words.ts';
import type { Desk } from '../tools/gesture.ts';

/** Where a command stands in lists, in this order. */
export const FAMILIES = ['history', 'clipboard', 'select', 'arrange', 'order', 'widget', 'page', 'view'] as const;
export type Family = (typeof FAMILIES)[number];

const FAMILY_NAMES: Record<Family, readonly [string, string]> = {
  history: ['历史', 'History'],
  clipboard: ['复制粘贴', 'Copy and paste'],
  select: ['选择', 'Select'],
  arrange: ['对齐和成组', 'Align and group'],
  order: ['层次', 'Order'],
  widget: ['组件', 'Widgets'],
  page: ['页', 'Pages'],
  view: ['视图', 'View'],
};
export const familyName = (family: Family, language: Language): string => say(language, ...FAMILY_NAMES[family]);

/** Something an operator can do: its key, its place in menus, lists and bars all come from here. */
export interface Command {
  id: string;
  names: Record<Language, string>;
  family: Family;
  /** Key strokes such as `mod+shift+z`; `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  keys?: readonly string[];
  /** The name of its picture. */
  icon?: string;
  /** Whether it can be done now; always when absent. */
  enabled?: (desk: Desk) => boolean;
  /** Whether what it turns on is on. */
  on?: (desk: Desk) => boolean;
  run: (desk: Desk) => void;
  /** The browser makes an event of its keys, which is answered instead: only that one may read the clipboard unasked. */
  native?: boolean;
}

/** Types a command; promises nothing more. */
export const defineCommand = (command: Command): Command => command;
