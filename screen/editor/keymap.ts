import type { Command } from './commands/define.ts';

/** What a key event says; the physical key for those that Alt turns into other letters. */
export type Stroke = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

const NAMES: Record<string, string> = {
  ' ': 'space',
  arrowleft: 'left',
  arrowright: 'right',
  arrowup: 'up',
  arrowdown: 'down',
  escape: 'esc',
};

/** The key alone, as commands name it: `a`, `[`, `left`, `delete`. Letters and digits by their place, since Alt changes them. */
function keyName({ key, code }: Stroke): string {
  const placed = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
  if (placed) return placed.toLowerCase();
  const name = key.toLowerCase();
  return NAMES[name] ?? name;
}

/** A key event as a stroke such as `mod+shift+z`; on a Mac `mod` is ⌘ and `ctrl` its own key. */
export function strokeOf(event: Stroke, mac: boolean): string {
  const name = keyName(event);
  // `?` is a sign of its own wherever it lies; Shift only reaches it.
  if (event.key === '?' && !event.ctrlKey && !event.metaKey) return '?';
  const parts = [
    (mac ? event.metaKey : event.ctrlKey) ? 'mod' : '',
    mac && event.ctrlKey ? 'ctrl' : '',
    event.altKey ? 'alt' : '',
    event.shiftKey ? 'shift' : '',
    name,
  ];
  return parts.filter(Boolean).join('+');
}

/** The command a stroke means. Of several with the same stroke the first that can be run now. */
export const bound = (
  commands: readonly Command[],
  stroke: string,
  can: (command: Command) => boolean,
): Command | undefined => commands.find((command) => command.keys?.includes(stroke) && can(command));

const MAC: Record<string, string> = { mod: '⌘', ctrl: '⌃', alt: '⌥', shift: '⇧' };
const SIGNS: Record<string, string> = {
  left: '←',
  right: '→',
  up: '↑',
  down: '↓',
  backspace: '⌫',
  delete: 'Del',
  esc: 'Esc',
  tab: 'Tab',
  space: 'Space',
  enter: 'Enter',
  pagedown: 'PgDn',
  pageup: 'PgUp',
};

/** A stroke as it is written on a key cap: ⌘⇧Z on a Mac, Ctrl+Shift+Z elsewhere. */
export function keyCap(stroke: string, mac: boolean): string {
  const parts = stroke.split('+').filter(Boolean);
  if (stroke.endsWith('+')) parts.push('+');
  const written = parts.map((part, index) => {
    if (index === parts.length - 1) return SIGNS[part] ?? part.toUpperCase();
    if (mac) return MAC[part] ?? part;
    return part === 'mod' ? 'Ctrl' : `${part[0]?.toUpperCase()}${part.slice(1)}`;
  });
  return written.join(mac ? '' : '+');
}

/** Whether this keyboard has a ⌘. */
export const isMac = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
