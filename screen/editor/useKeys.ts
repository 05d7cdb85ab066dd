import { onBeforeUnmount } from 'vue';
import { paste } from './commands/clipboard.ts';
import { COMMANDS, runCommand } from './commands/index.ts';
import { bound, isMac, strokeOf } from './keymap.ts';
import type { Desk } from './tools/gesture.ts';

const TYPED =
  'input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, [contenteditable], .cm-editor, [role="dialog"], [role="menu"]';
const TURNED = 'input, .n-base-selection, [role="tab"], [role="switch"]';
const TURNS = /^(Arrow|Page|Home|End|Enter| )/;

/**
 * Whether an event went through what a selector names. The way it took is asked, not the place where it began: a text
 * editor has replaced that by the time the window is told.
 */
const isWithin = (event: Event, selector: string): boolean =>
  event.composedPath().some((one) => one instanceof Element && one.matches(selector));

/** Whether a key belongs to what has the focus: a field, a menu, a control that is turned by it; words that are marked to copying. */
function isTaken(event: KeyboardEvent): boolean {
  const { target, key, ctrlKey, metaKey } = event;
  if (!(target instanceof Element)) return false;
  const within = (selector: string) => isWithin(event, selector);
  if (key === 'Tab') return target !== document.body && !within('[data-stage]');
  const mod = ctrlKey || metaKey;
  if (key.toLowerCase() === 'c' && mod && String(getSelection()) !== '') return true;
  // Keys with a name of their own write nothing; a text editor has its own use for them.
  if (/^F\d/.test(key)) return within('.cm-editor, [aria-modal="true"]');
  // In a field in which nothing is being written there is nothing of its own to take back.
  if (mod && /^[zy]$/i.test(key) && within('[data-settled]')) return false;
  return within(TYPED) || (!mod && TURNS.test(key) && within(TURNED));
}

/** What an input method has not composed yet; Safari says it by the number alone. */
const COMPOSED = 229;
/**
 * Keys with which somebody chooses among characters are the input method's: Enter ends no name there, Escape closes
 * nothing. The text editor has its own manner with them.
 */
function yieldToComposing(event: KeyboardEvent): void {
  if (!event.isComposing && event.keyCode !== COMPOSED) return;
  if (isWithin(event, '.cm-editor')) return;
  event.stopImmediatePropagation();
}

/** Keys become commands, unless somebody types or a gesture goes on. */
export function useKeys(desk: Desk): void {
  const mac = isMac();
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || desk.stage.gesture || isTaken(event)) return;
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
    if (event.defaultPrevented || isWithin(event, `${TYPED}, [aria-modal="true"]`)) return;
    event.preventDefault();
    paste(desk, event.clipboardData?.getData('text/plain') ?? '');
  };
  window.addEventListener('keydown', yieldToComposing, { capture: true });
  window.addEventListener('keydown', press);
  window.addEventListener('paste', pasted);
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', yieldToComposing, { capture: true });
    window.removeEventListener('keydown', press);
    window.removeEventListener('paste', pasted);
  });
}
