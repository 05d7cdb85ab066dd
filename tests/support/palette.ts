import type { Letters, Palette } from '../../screen/chart/palette.ts';

const letters = (fontSize: number, fontWeight = 500): Letters => ({ fontFamily: 'Barlow', fontSize, fontWeight });

/** A palette in which every token is another colour, so that a test sees which one was used. */
export const palette: Palette = {
  ...{ ground: '#000001', line: '#000002', line2: '#000003', t1: '#000004', t2: '#000005', t3: '#000006' },
  ...{
    now: '#000007',
    past: '#000008',
    bar: '#000009',
    s1: '#000010',
    s2: '#000011',
    amber: '#000012',
    face: 'Barlow',
  },
  categories: ['a', 'b', 'c', 'd', 'e', 'f'].map((digit) => `#00000${digit}`),
  ramp: ['1', '2', '3', '4', '5', '6'].map((digit) => `#00002${digit}`),
  letters: {
    ...{ note: letters(20), mark: letters(20, 600), body: letters(22) },
    ...{ strong: letters(22, 600), value: letters(24, 600), title: letters(24, 600) },
  },
};
