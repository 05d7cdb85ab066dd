import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './saveCampaign.lua?raw';

export const saveCampaignFunction = { name: 'saveCampaign', source } as const;

/**
 * Why a campaign is not changed: another version stands (undefined: none); its baseline is not there; that leads back to it,
 * by these ids; these are compared with it.
 */
export type CampaignRefused =
  | { conflict: string | undefined }
  | { missing: string }
  | { circle: readonly string[] }
  | { compared: readonly string[] };
export type CampaignSaved = { version: string; added: boolean } | CampaignRefused;

/**
 * Saves a campaign unless another version than `expected` stands there: '' for none yet, '*' for whichever there is, 'any'
 * for that or none; `baseline` is the id of the one it is compared with. An empty text removes it.
 */
export async function saveCampaignText(
  library: Library,
  id: string,
  expected: string,
  text: string,
  baseline = '',
): Promise<CampaignSaved> {
  const answer = await library.call('saveCampaign', [keys.campaigns], [expected, id, text, baseline]);
  const [word, ...told] = answer as ['ok' | 'conflict' | 'missing' | 'circle' | 'compared', ...string[]];
  const [version = '', added] = told;
  switch (word) {
    case 'ok':
      return { version, added: added === '1' };
    case 'conflict':
      return { conflict: version === '' ? undefined : version };
    case 'missing':
      return { missing: baseline };
    case 'circle':
      return { circle: told };
    case 'compared':
      return { compared: told };
  }
}
