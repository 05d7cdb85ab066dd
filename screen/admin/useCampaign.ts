import { computed, onBeforeUnmount, type Ref, shallowRef, watch } from 'vue';
import type { Query } from '../../stream/contract/query.ts';
import { type Feed, useReadings } from '../stores/readings.ts';
import { worst } from '../wall/words.ts';
import type { Freshness } from '../widgets/define.ts';
import { asCampaign, asHealth, whole } from '../widgets/rows.ts';
import { stepFor } from './tide.ts';

/** The present campaign and how its takings stand, once the connection is open. */
export function useCampaign(opened: Readonly<Ref<boolean>>) {
  const readings = useReadings();
  const facts = shallowRef<Feed>();
  const sums = shallowRef<Feed>();
  watch(
    opened,
    (open) => {
      if (open) facts.value = readings.open([{ queries: [{ fact: 'campaign' }, { fact: 'health' }], every: 500 }]);
    },
    { immediate: true },
  );
  const slots = computed(() => facts.value?.slots[0]);
  const fact = computed(() => asCampaign(slots.value?.[0]?.answer.value));
  const campaign = computed(() => fact.value?.campaign);
  const query = computed((): Query | undefined =>
    campaign.value
      ? {
          metrics: ['gmv'],
          window: `campaign:${campaign.value.id}`,
          step: stepFor(campaign.value),
          ...(campaign.value.baseline === undefined ? {} : { compare: 'previous' }),
        }
      : undefined,
  );
  watch(
    () => JSON.stringify(query.value),
    () => {
      sums.value?.close();
      sums.value = query.value && readings.open([{ queries: [query.value], every: 1_000 }]);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    facts.value?.close();
    sums.value?.close();
  });
  const standing = computed(() => [...(slots.value ?? []), ...(sums.value?.slots[0] ?? [])]);
  return {
    /** How fresh all of it is. */
    state: computed(
      (): Freshness =>
        standing.value.length > 0
          ? worst(standing.value.map((slot) => slot.state.value))
          : { kind: 'waiting', seconds: 0 },
    ),
    /** Undefined until the server has said which, if any. */
    fact,
    campaign,
    /** Whether some of the numbers come from a simulator. */
    rehearsal: computed(() => asHealth(slots.value?.[1]?.answer.value)?.rehearsal === true),
    query,
    group: computed(() => whole(sums.value?.slots[0]?.[0]?.answer.value)),
  };
}
