import { shallowRef, watch } from 'vue';
import type { OutsideWidget, ScreenWish } from '../../stream/contract/screen.ts';
import { ask } from '../stores/ask.ts';

/** The widgets of the wall of a wish that its scope would leave without numbers; none while that is not known. */
export function useOutside(wish: () => ScreenWish) {
  const outside = shallowRef<readonly OutsideWidget[]>([]);
  const asked = () => {
    const { layout, scope } = wish();
    return layout !== '' && scope ? JSON.stringify({ layout, scope }) : '';
  };
  watch(
    asked,
    async (body) => {
      outside.value = [];
      if (body === '') return;
      const answer = await ask<{ widgets: OutsideWidget[] }>('POST', '/api/screens/outside', {
        body: JSON.parse(body),
      });
      if (answer.ok && body === asked()) outside.value = answer.body.widgets;
    },
    { immediate: true },
  );
  return outside;
}
