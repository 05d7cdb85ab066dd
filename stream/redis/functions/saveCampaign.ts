import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './saveCampaign.lua?raw';

export const saveCampaignFunction = { name: 'saveCampaign', source } as const;

export type CampaignSaved = { version: string; added: boolean } | { conflict: string | undefined };

/**
 * Saves a campaign unless another version than `expected` stands there: '' for none yet, '*' for whichever there is, 'any'
 * for that or none. An empty text removes it.
 */
export async function saveCampaignText(
  library: Library,
  id: string,
  expected: string,
  text: string,
): Promise<CampaignSaved> {
  const answer = await library.call('saveCampaign', [keys.campaigns], [expected, id, text]);
  const [word, version, added] = answer as [string, string, string?];
  return word === 'ok' ? { version, added: added === '1' } : { conflict: version === '' ? undefined : version };
}
