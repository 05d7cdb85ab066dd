import { expect, test } from 'vitest';
import { onto } from '../../../screen/admin/wishMerge.ts';

const base = { name: 'Reception', layout: 'promotion', scope: { channel: ['jd'] } };

test('what was typed about a screen stays when somebody else changes it, and what nobody typed follows', () => {
  const theirs = { ...base, layout: 'stock' };
  expect(onto(base, { ...base, name: 'Lobby' }, theirs)).toEqual({
    wish: { ...theirs, name: 'Lobby' },
    clashes: [],
  });
  expect(onto(base, base, { name: 'Hall', layout: 'stock' })).toEqual({
    wish: { name: 'Hall', layout: 'stock' },
    clashes: [],
  });
});

test('a field in which both say something else is told, and none that both made the same', () => {
  const mine = { name: 'Lobby', layout: 'stock' };
  expect(onto(base, mine, { ...base, name: 'Hall', layout: 'stock' })).toEqual({ wish: mine, clashes: ['name'] });
  expect(onto(base, mine, { ...base, scope: { channel: ['tmall'] } }).clashes).toEqual(['scope']);
});
