import type { Words } from '../../../layouts/document.ts';
import type { Desk } from '../tools/gesture.ts';

/** Where a command stands in lists, in this order. */
export const FAMILIES = ['history', 'clipboard', 'select', 'arrange', 'order', 'widget', 'page', 'view'] as const;
export type Family = (typeof FAMILIES)[number];

/** Something an operator can do: its key, its place in menus, lists and bars all come from here. */
export interface Command {
  id: string;
  names: Required<Words>;
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
}

/** Types a command; promises nothing more. */
export const defineCommand = (command: Command): Command => command;
