import { randomInt } from 'node:crypto';
import { CODE_LENGTH, CODE_SIGNS, type PairedScreen } from '../contract/screen.ts';
import type { Connection } from './connect.ts';
import { announce } from './control.ts';
import { claimPairing } from './functions/claimPairing.ts';
import { openPairing } from './functions/openPairing.ts';
import { keys } from './keys.ts';
import type { Library } from './library.ts';

/** Devices that wait at a time: anybody may ask for a code, and they must not fill Redis. */
export const PAIRINGS_MOST = 500;
/** And of one address, so that none takes the room of all. */
export const PAIRINGS_OF_ONE = 20;
/** A code that is in use is drawn again so often. */
const DRAWS = 5;

const drawCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]).join('');

/**
 * Opens a pairing for the device whose secret has this digest, asked for by the address of the digest `from`: its code, or
 * that too many wait, here (`full`) or of this address (`crowded`).
 */
export async function beginPairing(
  library: Library,
  digest: string,
  from: string,
  { most = PAIRINGS_MOST, mostOfOne = PAIRINGS_OF_ONE, draw = drawCode } = {},
): Promise<{ code: string } | 'full' | 'crowded'> {
  for (let attempt = 0; attempt < DRAWS; attempt++) {
    const code = draw();
    const outcome = await openPairing(library, { digest, from, code, most, mostOfOne });
    if (outcome !== 'taken') return outcome === 'ok' ? { code } : outcome;
  }
  return 'full';
}

/** How a device's pairing stands; undefined when there is none (any more). `left` in ms. */
export async function readPairing(
  connection: Connection,
  digest: string,
): Promise<{ screen: string | undefined; left: number } | undefined> {
  const [screen, left] = await Promise.all([
    connection.get(keys.pairing(digest)),
    connection.pttl(keys.pairing(digest)),
  ]);
  return screen === null || left < 0 ? undefined : { screen: screen === '' ? undefined : screen, left };
}

/** A device that knows what it became can ask for so long again, ms: an answer may be lost on the way. */
const AGAIN_MS = 60_000;

/** The device was told what it became. */
export async function endPairing(connection: Connection, digest: string): Promise<void> {
  await connection.pexpire(keys.pairing(digest), AGAIN_MS, 'LT');
}

/**
 * Makes a screen of the device that shows `code` and tells every server. `credentialOf` answers the digest of the credential
 * of the device whose secret has this digest.
 */
export async function pairScreen(
  library: Library,
  connection: Connection,
  code: string,
  screen: PairedScreen,
  credentialOf: (digest: string) => string,
): Promise<'ok' | 'gone' | 'full'> {
  const digest = await connection.get(keys.pairingCode(code));
  if (digest === null) return 'gone';
  const { id } = screen;
  const credential = credentialOf(digest);
  const outcome = await claimPairing(library, { code, digest, id, screen: JSON.stringify(screen), credential });
  if (outcome === 'ok') await announce(connection, { changed: 'screens' });
  return outcome;
}
