import { describe, expect, test } from 'vitest';
import { keyCap, type Stroke, strokeOf } from '../../../screen/editor/keymap.ts';

const press = (key: string, code = '', held: Partial<Stroke> = {}): Stroke => ({
  key,
  code,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
});

describe('a stroke', () => {
  test('has ⌘ as mod on a Mac and Ctrl elsewhere', () => {
    expect(strokeOf(press('z', 'KeyZ', { metaKey: true, shiftKey: true }), true)).toBe('mod+shift+z');
    expect(strokeOf(press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true }), false)).toBe('mod+shift+z');
    expect(strokeOf(press('h', 'KeyH', { ctrlKey: true, altKey: true }), true)).toBe('ctrl+alt+h');
  });

  test('goes by the place of a letter where Alt or Shift makes another sign of it', () => {
    expect(strokeOf(press('å', 'KeyA', { altKey: true }), true)).toBe('alt+a');
    expect(strokeOf(press('!', 'Digit1', { shiftKey: true }), false)).toBe('shift+1');
  });

  test('is the question mark wherever a keyboard has it', () => {
    expect(strokeOf(press('?', 'Slash', { shiftKey: true }), false)).toBe('?');
    expect(strokeOf(press('?', 'Minus', { shiftKey: true }), false)).toBe('?');
  });

  test('is written as on the keys of the keyboard', () => {
    expect([keyCap('mod+shift+z', true), keyCap('mod+shift+z', false)]).toEqual(['⌘⇧Z', 'Ctrl+Shift+Z']);
    expect([keyCap('shift+left', true), keyCap('mod+]', false)]).toEqual(['⇧←', 'Ctrl+]']);
  });
});
