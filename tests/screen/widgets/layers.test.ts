// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextTick } from 'vue';
import { layers } from '../../../screen/widgets/parts/layers.ts';
import SlidingRows from '../../../screen/widgets/parts/SlidingRows.vue';
import { seeded } from '../../support/seed.ts';

const rows = (keys: readonly string[]) => keys.map((key, rank) => ({ key, rank }));

test('whoever passes another on the way up lies over it', () => {
  const lists = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 8 });
  fc.assert(
    fc.property(lists, lists, (before, now) => {
      const over = layers(rows(before), rows(now));
      for (const [rank, key] of now.entries())
        for (const passed of now.slice(rank + 1)) {
          const [from, other] = [before.indexOf(key), before.indexOf(passed)];
          const crosses = from < 0 ? other >= 0 && other !== now.indexOf(passed) : other >= 0 && other < from;
          if (!crosses) continue;
          expect(over?.get(key)).toBeGreaterThan(over?.get(passed) ?? Number.NaN);
        }
    }),
    seeded(500),
  );
});

test('nothing lies over anything where no row slides: not at first, not in the same order, not where one comes last', () => {
  expect(layers([], rows(['a', 'b']))).toBeUndefined();
  expect(layers(rows(['a', 'b']), rows(['a', 'b']))).toBeUndefined();
  expect(layers(rows(['a', 'b']), rows(['a', 'b', 'c']))).toBeUndefined();
});

test('rows stand on plates as long as they slide, and no longer', async () => {
  const props = { known: true, sentence: '', pitch: 40 };
  const list = mount(SlidingRows, { props: { ...props, rows: rows(['a', 'b', 'c']) } });
  let arrive = () => {};
  const finished = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  list.get('ol').element.getAnimations = () => [{ finished } as unknown as Animation];
  await list.setProps({ rows: rows(['a', 'c', 'b']) });
  expect(list.get('ol').classes()).toEqual(['sliding']);
  expect(list.findAll('li').map(({ element }) => element.style.zIndex)).toEqual(['1', '0', '2']);
  arrive();
  await new Promise((resolve) => setTimeout(resolve));
  await nextTick();
  expect(list.get('ol').classes()).toEqual([]);
});
