import type { Campaign } from '../../stream/contract/campaign.ts';
import { CommandError, STATUS } from './command.ts';
import { titleOf } from './feed/post.ts';

/** Saves a campaign by `PUT /api/campaigns/:id`, on a laptop that asks for no credential. */
export async function putCampaign(url: string, campaign: Campaign): Promise<void> {
  const response = await fetch(new URL(`/api/campaigns/${campaign.id}`, url), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(campaign),
  });
  const text = await response.text();
  if (response.ok) return;
  throw new CommandError(
    {
      en: `The campaign ${campaign.id} was not saved (${response.status}): ${titleOf(text)}`,
      'zh-CN': `活动 ${campaign.id} 未能保存（${response.status}）：${titleOf(text)}`,
    },
    STATUS.no,
  );
}
