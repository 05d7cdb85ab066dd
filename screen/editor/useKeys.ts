import { onBeforeUnmount } from 'vue';
import { paste } from './commands/clipboard.ts';
import { COMMANDS, runCommand } from './commands/index.ts';
import { bound, isMac, strokeOf } from './keymap.ts';
import type { Desk } from './tools/gesture.ts';

const FIELD = 'input, textarea, select, [contenteditable], .cm-editor, [role="dialog"], [role="menu"]';

/** Whether a key belongs to what has the focus: a field, a menu; the tabulator also to a button, words that are marked to copying. */
function isTyped({ target, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (key === 'Tab') return target !== document.body && !target.closest('[data-stage]');
  if (key.toLowerCase() === 'c' && (ctrlKey || metaKey) && String(getSelection()) !== '') return true;
  return target.closest(FIELD) !== null;
}

/** Keys become commands, unless somebody types or a gesture goes on. */
export function useKeys(desk: Desk): void {
  const mac = isMac();
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || desk.stage.gesture || isTyped(event)) return;
    if (event.key === 'Escape' && desk.stage.menu) {
      desk.stage.menu = undefined;
      return;
    }
    const command = bound(COMMANDS, strokeOf(event, mac), ({ enabled }) => !enabled || enabled(desk));
    if (!command || command.native) return;
    event.preventDefault();
    runCommand(command, desk);
  };
  const pasted = (event: ClipboardEvent) => {
    if (event.target instanceof Element && event.target.closest(FIELD)) return;
    event.preventDefault();
    paste(desk, event.clipboardData?.getData('text/plain') ?? '');
  };
  window.addEventListener('keydown', press);
  window.addEventListener('paste', pasted);
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', press);
    window.removeEventListener('paste', pasted);
  });
}
