import { PAIRING_MS } from '../../contract/screen.ts';
import { keys } from '../keys.ts';
import type { Library } from '../library.ts';
import source from './openPairing.lua?raw';

export const openPairingFunction = { name: 'openPairing', source } as const;

export interface Opened {
  /** Of the device's secret. */
  digest: string;
  /** Which address asks, as a digest. */
  from: string;
  code: string;
  /** How many may wait at a time, and how many of one address. */
  most: number;
  mostOfOne: number;
}

/** Keeps a device that shows `code` and holds the secret of `digest`, for PAIRING_MS. */
export async function openPairing(
  library: Library,
  { digest, from, code, most, mostOfOne }: Opened,
): Promise<'ok' | 'full' | 'crowded' | 'taken'> {
  const names = [keys.waitingPairings, keys.pairing(digest), keys.pairingCode(code), keys.waitingFrom(from)];
  const answer = await library.call('openPairing', names, [digest, PAIRING_MS, most, mostOfOne]);
  return answer as 'ok' | 'full' | 'crowded' | 'taken';
}
