import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { Campaign } from '../../stream/contract/campaign.ts';
import { fetchPatiently } from './fetchPatiently.ts';

/** So long an ended campaign stands for the present one. */
const AFTERGLOW_MS = 7 * 86_400_000;

/** The campaigns there are, as the server keeps them. */
export const useCampaigns = defineStore('campaigns', () => {
  const campaigns = shallowRef<readonly Campaign[]>([]);
  let asked: Promise<void> | undefined;

  async function fetchAll(): Promise<void> {
    const response = await fetchPatiently('/api/campaigns');
    const read = Campaign.array().safeParse(((await response.json()) as { campaigns?: unknown }).campaigns);
    if (read.success) campaigns.value = read.data;
  }
  /** Asks once; later calls wait for the same answer. */
  function load(): Promise<void> {
    asked ??= fetchAll();
    return asked;
  }
  const names = computed(() => new Map(campaigns.value.map(({ id, names }) => [id, names])));
  /** Whether `window: campaign` has numbers at a moment: one is going on, or ended in the week before. */
  const counts = (now: number) => campaigns.value.some(({ start, end }) => start <= now && now < end + AFTERGLOW_MS);

  return { campaigns, names, counts, load };
});
