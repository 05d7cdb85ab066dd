import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Failure } from '../../stream/contract/failure.ts';
import { PAIRING_MS } from '../../stream/contract/screen.ts';
import type { Settings } from '../../stream/contract/settings.ts';
import {
  beginPairing,
  type Connection,
  digestOf,
  endPairing,
  PAIRINGS_OF_ONE,
  readPairing,
} from '../../stream/index.ts';
import type { Credentials } from '../credentials.ts';
import { CREDENTIAL, credentialOf, type Displays, screenCookie } from '../displays.ts';
import type { Shelf } from '../layouts/shelf.ts';
import { Buckets } from '../plugins/bucket.ts';
import { networkOf } from '../plugins/network.ts';
import { overTls } from '../plugins/session.ts';

/** An address asks for so many codes at once, and one a second. */
const CODES = { rate: 1, burst: 60 };
/** And it asks so often what became of them, a second: a wall of screens behind one address, each every other second. */
const LOOKS = { rate: 50, burst: 200 };
const FULL_S = 10;
const WAITING = {
  crowded: `${PAIRINGS_OF_ONE} devices of this address show a code already, and more may not; claim some of them on /screens.`,
  full: 'All places are taken by devices that show a code; claim some of them on /screens. A code gives its place up after 5 minutes.',
};
const tags = ['screens'];
const config = { door: 'open' } as const;

export interface PairingDeps {
  store: Connection;
  shelf: Shelf;
  credentials: Credentials;
  displays: Displays;
  secret: string;
  settings: Settings;
}

/**
 * How a device becomes a screen without a keyboard: it asks for a code, shows it, and asks what became of it with a secret
 * that only it knows. Open to whoever reaches the server, so it is bounded everywhere and says nothing of others.
 */
export function pairings(app: FastifyInstance, deps: PairingDeps): void {
  const { store, shelf, credentials, displays, settings } = deps;
  const codes = new Buckets();
  const looks = new Buckets();
  const pass = (buckets: Buckets, { rate, burst }: typeof CODES, { ip }: FastifyRequest) => {
    const now = Date.now();
    const wait = buckets.of(networkOf(ip), rate, burst, now).takeOne(now);
    if (wait > 0) throw new Failure('rate', 'This address asks too often.', { retryAfter: wait });
  };

  app.post(
    '/api/pairings',
    {
      schema: { summary: 'A device asks for a code that makes a screen of it; it is good for five minutes', tags },
      config,
    },
    async (request, reply) => {
      credentials.sameOrigin(request.headers);
      pass(codes, CODES, request);
      const secret = randomBytes(32).toString('base64url');
      // Redis needs to tell addresses apart, not to know them.
      const from = createHmac('sha256', deps.secret)
        .update(`address ${networkOf(request.ip)}`)
        .digest('base64url');
      const begun = await beginPairing(shelf.library, digestOf(secret), from);
      if (typeof begun === 'string') throw new Failure('waiting', WAITING[begun], { retryAfter: FULL_S });
      reply.code(201).header('cache-control', 'no-store');
      return { ...begun, secret, left: PAIRING_MS, at: Date.now(), timezone: settings.timezone };
    },
  );

  app.get(
    '/api/pairings/current',
    {
      schema: {
        summary:
          'What became of the device whose secret is the bearer: waiting, or paired, with its credential as a cookie',
        tags,
      },
      config,
    },
    async (request, reply) => {
      pass(looks, LOOKS, request);
      const secret = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
      if (!CREDENTIAL.test(secret))
        throw new Failure(
          'key',
          'Send the secret that POST /api/pairings answered as "Authorization: Bearer <secret>".',
        );
      const digest = digestOf(secret);
      const pairing = await readPairing(store, digest);
      if (!pairing) throw new Failure('not_found', 'This pairing is over; POST /api/pairings begins another one.');
      reply.header('cache-control', 'no-store');
      if (pairing.screen === undefined) return { state: 'waiting', left: pairing.left, at: Date.now() };
      await endPairing(store, digest);
      if (!displays.get(pairing.screen)) await displays.refresh(); // another server has paired it
      const { id, name, layout } = displays.get(pairing.screen) ?? {};
      if (layout === undefined)
        throw new Failure('not_found', 'This screen was revoked; POST /api/pairings begins anew.');
      reply.header('set-cookie', screenCookie(credentialOf(deps.secret, digest), overTls(request)));
      return { state: 'paired', screen: { id, name, layout } };
    },
  );
}
