import { PAIRING_MS } from '../../contract/screen.ts';
import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './openPairing.lua?raw';

export const openPairingFunction = { name: 'openPairing', source } as const;

/** Keeps a device that shows `code` and holds the secret of `digest`, for PAIRING_MS; `most` may wait at a time. */
export async function openPairing(
  library: Library,
  digest: string,
  code: string,
  most: number,
): Promise<'ok' | 'full' | 'taken'> {
  const names = [keys.waitingPairings, keys.pairing(digest), keys.pairingCode(code)];
  return (await library.call('openPairing', names, [digest, PAIRING_MS, most])) as 'ok' | 'full' | 'taken';
}
