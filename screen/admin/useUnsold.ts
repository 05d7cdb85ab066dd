import { shallowRef, watch } from 'vue';
import type { Query } from '../../stream/contract/query.ts';
import type { Reading } from '../../stream/contract/reading.ts';
import type { Scope, ScreenWish } from '../../stream/contract/screen.ts';
import { DAY_MS } from '../../stream/contract/settings.ts';
import { ask } from '../stores/ask.ts';

/** Looked back so far: who sells once a year sold in it. By channel and shop days are kept longer, and few of them are read. */
const BACK_MS = 400 * DAY_MS;
const BOUNDS = ['channel', 'shop'] as const;
type Bound = (typeof BOUNDS)[number];

/** The channels and shops in the scope of a wish that had no order for more than a year; none while that is not known. */
export function useUnsold(wish: () => ScreenWish) {
  const unsold = shallowRef<readonly { dimension: Bound; value: string }[]>([]);
  const asked = () => JSON.stringify(wish().scope ?? {});
  watch(
    asked,
    async (text) => {
      unsold.value = [];
      const scope = JSON.parse(text) as Scope;
      const bounds = BOUNDS.filter((dimension) => scope[dimension]);
      if (bounds.length === 0) return;
      const now = Date.now();
      const queries = bounds.map(
        (by): Query => ({
          metrics: ['orders', 'paid_orders'],
          by,
          window: { from: now - BACK_MS, to: now },
          filter: { [by]: scope[by] },
        }),
      );
      const answer = await ask<{ readings: Record<number, Reading> }>('POST', '/api/query', { body: { queries } });
      if (!answer.ok || text !== asked()) return;
      unsold.value = bounds.flatMap((dimension, index) => {
        const sold = answer.body.readings[index]?.groups ?? {};
        return (scope[dimension] ?? [])
          .filter((value) => !Object.hasOwn(sold, value))
          .map((value) => ({ dimension, value }));
      });
    },
    { immediate: true },
  );
  return unsold;
}
