import { createHash } from 'node:crypto';
import { Campaign } from '../contract/campaign.ts';
import type { Connection } from './connect.ts';
import { announce } from './control.ts';
import { type CampaignSaved, saveCampaignText } from './functions/saveCampaign.ts';
import { keys } from './keys.ts';
import type { Library } from './library.ts';

export type { CampaignRefused } from './functions/saveCampaign.ts';

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

/** One campaign and its version; undefined when there is none by this id, or it is no longer readable. */
export async function readCampaign(
  connection: Connection,
  id: string,
): Promise<{ campaign: Campaign; version: string } | undefined> {
  const text = await connection.hget(keys.campaigns, id);
  const campaign = text === null ? undefined : Campaign.safeParse(JSON.parse(text));
  if (text === null || !campaign?.success) return undefined;
  return { campaign: campaign.data, version: createHash('sha1').update(text).digest('hex') };
}

/** Saves a campaign under its id, if the version `expected` stands there and its baseline does not lead back to it, and tells every process. */
export async function saveCampaign(
  library: Library,
  connection: Connection,
  campaign: Campaign,
  expected: string,
): Promise<CampaignSaved> {
  const saved = await saveCampaignText(library, campaign.id, expected, JSON.stringify(campaign), campaign.baseline);
  if ('version' in saved) await announce(connection, { changed: 'campaigns' });
  return saved;
}

/** Removes the campaign, if the version `expected` stands there and none is compared with it, and tells every process. */
export async function removeCampaign(
  library: Library,
  connection: Connection,
  id: string,
  expected: string,
): Promise<CampaignSaved> {
  const removed = await saveCampaignText(library, id, expected, '');
  if ('version' in removed) await announce(connection, { changed: 'campaigns' });
  return removed;
}
