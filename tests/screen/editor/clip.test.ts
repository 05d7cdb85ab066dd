import { describe, expect, test } from 'vitest';
import { clipOf, landed, readClip } from '../../../screen/editor/clip.ts';
import { layoutOf } from '../../support/layouts.ts';

const layout = layoutOf(3);
const page = layout.pages[0]!;
const [first] = page.widgets;
const said = (text: string) => {
  const read = readClip(text);
  return 'fault' in read ? read.fault.en : read.widgets.map(({ id }) => id);
};

describe('what a clipboard holds', () => {
  test('is read back as it was written, also as one widget or a list', () => {
    expect(readClip(clipOf(page.widgets))).toEqual({ widgets: page.widgets });
    expect(said(JSON.stringify(first))).toEqual(['w0']);
    expect(said(JSON.stringify(page.widgets))).toEqual(['w0', 'w1', 'w2']);
  });

  test.each([
    ['', 'The clipboard is empty'],
    ['milk, bread', 'The clipboard holds no widgets, nothing was pasted'],
    ['{"id": "a", ', 'The JSON in the clipboard is broken, nothing was pasted'],
    ['{"a": 1}', 'The JSON in the clipboard is no widget, nothing was pasted'],
    [
      '{"__proto__": {"a": 1}}',
      'The JSON in the clipboard cannot be used: the key __proto__ is not allowed; leave it out',
    ],
  ])('%s is said in a sentence', (text, sentence) => expect(said(text)).toBe(sentence));

  test('and 2,000 widgets are refused in a sentence', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => ({ ...first, id: `n${index}` }));
    expect(said(JSON.stringify(many))).toBe('A page takes 200 widgets and these are 2000, nothing was added');
    expect(landed(layout, page, many.slice(0, 198) as typeof page.widgets)).toBeUndefined();
  });
});

describe('what is pasted', () => {
  test('stands beside what it would cover, with ids that are free', () => {
    const made = landed(layout, page, page.widgets.slice(0, 1));
    expect(made).toMatchObject([{ id: 'w0-2', box: { x: 60, y: 60 } }]);
  });

  test('comes to the middle when it stood beyond this canvas', () => {
    const far = { ...first!, id: 'far', box: { x: 5_000, y: 100, width: 100, height: 100 } };
    expect(landed(layout, page, [far])?.[0]?.box).toEqual({ x: 910, y: 490, width: 100, height: 100 });
  });
});
