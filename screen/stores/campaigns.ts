import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { Campaign } from '../../stream/contract/campaign.ts';
import { ask, type Outcome, type Request } from './ask.ts';
import { fetchPatiently } from './fetchPatiently.ts';
import { inOrder } from './inOrder.ts';

/** So long an ended campaign stands for the present one. */
const AFTERGLOW_MS = 7 * 86_400_000;

const address = (id: string) => `/api/campaigns/${encodeURIComponent(id)}`;

/** The campaigns there are, as the server keeps them, and what is done with one. */
export const useCampaigns = defineStore('campaigns', () => {
  const campaigns = shallowRef<readonly Campaign[]>([]);
  let asked: Promise<void> | undefined;
  const asking = inOrder();

  async function fetchAll(): Promise<void> {
    const counts = asking();
    const { body } = await fetchPatiently('/api/campaigns');
    const read = Campaign.array().safeParse((body as { campaigns?: unknown } | undefined)?.campaigns);
    if (read.success && counts()) campaigns.value = read.data;
  }
  /** Asks once; later calls wait for the same answer. */
  function load(): Promise<void> {
    asked ??= fetchAll();
    return asked;
  }
  const names = computed(() => new Map(campaigns.value.map(({ id, names }) => [id, names])));
  /** Whether `window: campaign` has numbers at a moment: one is going on, or ended in the week before. */
  const counts = (now: number) => campaigns.value.some(({ start, end }) => start <= now && now < end + AFTERGLOW_MS);

  /** One campaign as it stands now. */
  const read = (id: string) => ask<Campaign>('GET', address(id));
  /** Saves it upon the version that was read, or as a new one. Status 412: somebody else was quicker. */
  async function save(campaign: Campaign, upon: Pick<Request, 'etag' | 'fresh'>): Promise<Outcome<Campaign>> {
    const answer = await ask<Campaign>('PUT', address(campaign.id), { body: campaign, ...upon });
    if (answer.ok || answer.status === 412) await fetchAll();
    return answer;
  }
  /** Removes the version that was read, or whatever stands there. Status 412: somebody else was quicker. */
  async function remove(id: string, upon: Pick<Request, 'etag'>): Promise<Outcome<unknown>> {
    const answer = await ask('DELETE', address(id), upon);
    await fetchAll();
    return answer;
  }

  return { campaigns, names, counts, load, refresh: fetchAll, read, save, remove };
});
