import { createHash, randomBytes } from 'node:crypto';
import { Refusal } from '../contract/failure.ts';
import { Settings } from '../contract/settings.ts';
import { settleFields } from './functions/settle.ts';
import type { Library } from './library.ts';

export interface Settled {
  settings: Settings;
  /** The same for every process of the installation; keys of hashes are made from it. */
  secret: string;
}

const FIXED = {
  partitions: 'TIDEWALL_PARTITIONS',
  timezone: 'TIDEWALL_TIMEZONE',
  currency: 'TIDEWALL_CURRENCY',
  digits: 'TIDEWALL_MONEY_DIGITS',
} as const;
type Fixed = keyof typeof FIXED;

/**
 * Fixes partitions, time zone, currency, digits and secret at first boot, and afterwards throws a Refusal that names both
 * values when they differ (of the secret only that it does). Without a secret one is made at random and kept. The
 * retention is not fixed.
 */
export async function settle(library: Library, wanted: Settings, secret?: string): Promise<Settled> {
  const made = randomBytes(32).toString('hex');
  const digest = (text: string) => createHash('sha256').update(`tidewall secret ${text}`).digest('hex');
  const standing = await settleFields(library, {
    ...Object.fromEntries(Object.keys(FIXED).map((name) => [name, String(wanted[name as Fixed])])),
    secretDigest: digest(secret ?? made),
    secret: secret === undefined ? made : '',
  });
  const differing: string[] = [];
  for (const [name, variable] of Object.entries(FIXED)) {
    const stands = standing[name];
    const want = String(wanted[name as Fixed]);
    if (stands !== want) differing.push(`${variable} is ${want}, but this store was begun with ${stands}`);
  }
  const text = secret ?? standing.secret ?? '';
  if (digest(text) !== standing.secretDigest)
    differing.push(
      secret === undefined
        ? 'TIDEWALL_SECRET is not set, but this store was begun with one'
        : 'TIDEWALL_SECRET differs from the one this store was begun with',
    );
  if (differing.length > 0)
    throw new Refusal(`${differing.join('; ')}. Set it back, or begin another store (TIDEWALL_DATA or REDIS_URL).`);
  return { settings: Settings.parse(wanted), secret: text };
}
