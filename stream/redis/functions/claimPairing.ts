import { PAIRING_MS, SCREENS_MOST } from '../../contract/screen.ts';
import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './claimPairing.lua?raw';

export const claimPairingFunction = { name: 'claimPairing', source } as const;

export interface Claimed {
  code: string;
  /** Of the device's secret, as `code` leads to it. */
  digest: string;
  id: string;
  /** JSON. */
  screen: string;
  /** Digest of the credential the device gets. */
  credential: string;
}

/** Makes a screen of the device behind a code, once: `gone` when the code is not open any more, `full` when there is no room. */
export async function claimPairing(library: Library, claimed: Claimed): Promise<'ok' | 'gone' | 'full'> {
  const { code, digest, id, screen, credential } = claimed;
  const names = [keys.waitingPairings, keys.pairing(digest), keys.pairingCode(code), keys.screens, keys.credentials];
  const answer = await library.call('claimPairing', names, [digest, id, screen, credential, SCREENS_MOST, PAIRING_MS]);
  return answer as 'ok' | 'gone' | 'full';
}
