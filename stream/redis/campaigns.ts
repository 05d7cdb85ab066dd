import { Campaign } from '../contract/campaign.ts';
import type { Connection } from './connect.ts';
import { announce } from './control.ts';
import { keys } from './keys.ts';

/** All campaigns, the earliest start first. One that is no longer readable is left out. */
export async function readCampaigns(connection: Connection): Promise<Campaign[]> {
  const stored = await connection.hgetall(keys.campaigns);
  return Object.values(stored)
    .flatMap((text) => {
      const campaign = Campaign.safeParse(JSON.parse(text));
      return campaign.success ? [campaign.data] : [];
    })
    .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
}

/** Saves a campaign under its id and tells every process. True when it is new. */
export async function saveCampaign(connection: Connection, campaign: Campaign): Promise<boolean> {
  const added = await connection.hset(keys.campaigns, campaign.id, JSON.stringify(campaign));
  await announce(connection, { changed: 'campaigns' });
  return added === 1;
}

/** False when there is none by this id. */
export async function removeCampaign(connection: Connection, id: string): Promise<boolean> {
  const removed = await connection.hdel(keys.campaigns, id);
  await announce(connection, { changed: 'campaigns' });
  return removed === 1;
}
