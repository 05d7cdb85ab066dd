import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { readLayout } from '../../layouts/document.ts';
import { Failure } from '../../stream/contract/failure.ts';
import type { ScreenGroup } from '../../stream/contract/report.ts';
import {
  Code,
  isBound,
  type OwnScreen,
  plainCode,
  SCREENS_MOST,
  ScreenWish,
  type StandingScreen,
} from '../../stream/contract/screen.ts';
import {
  changeScreen,
  digestOf,
  pairScreen,
  readBeats,
  readDocument,
  readScreens,
  revokeScreen,
} from '../../stream/index.ts';
import type { Credentials } from '../credentials.ts';
import { credentialOf, screenCookie, shownCredential } from '../displays.ts';
import { changedMeanwhile, isKnown, named, versionOf } from '../layouts/conditions.ts';
import { outside } from '../live/outside.ts';
import { Buckets } from '../plugins/bucket.ts';
import { networkOf } from '../plugins/network.ts';
import { overTls } from '../plugins/session.ts';
import type { PairingDeps } from './pairings.ts';

const Params = z.object({ id: z.string().max(64) });
const tags = ['screens'];
/** An address may name so many codes that nobody shows, and then one in three seconds. */
const WRONG = { rate: 1 / 3, burst: 20 };
const TOO_MANY =
  'This address named many codes that no device shows. No code of it is looked at now, a right one neither.';

export interface ScreensDeps extends PairingDeps {
  /** What stands on the screens that reported themselves to this server lately. */
  screens: () => ScreenGroup[];
  screensChanged: () => Promise<void>;
}

/** /api/screens: what stands on screens now, and the paired ones: claimed by their code, changed, revoked. */
export function screens(app: FastifyInstance, deps: ScreensDeps): void {
  const { store, shelf, displays, secret } = deps;
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const wrong = new Buckets();
  const none = (id: string) => new Failure('not_found', `There is no screen ${id}; it may have been revoked.`);

  const lostRace = async (reply: FastifyReply, id: string) => {
    const now = (await readScreens(store)).find((one) => one.id === id);
    return now ? changedMeanwhile(reply, `"${now.version}"`) : none(id);
  };

  /** As it is kept: with a scope only where that bounds something, and a layout that walls can show. */
  const checked = async ({ name, layout, scope }: ScreenWish, standing?: ScreenWish): Promise<ScreenWish> => {
    // What it plays already it may go on playing.
    if (layout !== standing?.layout && (await readDocument(store, layout))?.archivedAt !== undefined)
      throw new Failure(
        'archived',
        `layout: ${layout} is archived; put it back first: POST /api/layouts/${layout}/restore.`,
        {
          path: 'layout',
        },
      );
    if (!(await shelf.shown(layout)))
      throw new Failure('reference', `layout: there is nothing published of ${layout}; publish it first.`, {
        path: 'layout',
      });
    return { name, layout, ...(isBound(scope) ? { scope } : {}) };
  };

  typed.get(
    '/api/screens',
    { schema: { summary: 'Layouts and sizes of the screens that are on now, and all paired screens by name', tags } },
    async () => {
      const [paired, beats] = await Promise.all([readScreens(store), readBeats(store)]);
      const standing = paired.map((screen): StandingScreen => {
        const beat = beats.get(screen.id);
        return beat ? { ...screen, beat } : screen;
      });
      return { screens: deps.screens(), paired: standing };
    },
  );

  typed.get(
    '/api/screens/current',
    {
      schema: { summary: 'The screen that this browser is, or that it is none (any more)', tags },
      config: { door: 'open' },
    },
    async (request, reply): Promise<OwnScreen> => {
      const display = await displays.of(request.headers);
      reply.header('cache-control', 'no-store');
      if (typeof display === 'string') {
        // Where people look at walls it is told once.
        if (display === 'revoked' && isPerson(deps.credentials, request.headers))
          reply.header('set-cookie', screenCookie('', overTls(request)));
        return { screen: null, revoked: display === 'revoked' };
      }
      // A browser keeps it for a time only: whoever uses it has it anew.
      const credential = shownCredential(request.headers);
      if (credential !== undefined) reply.header('set-cookie', screenCookie(credential, overTls(request)));
      const { id, name, layout } = display;
      return { screen: { id, name, layout }, revoked: false };
    },
  );

  typed.post(
    '/api/screens',
    {
      schema: {
        summary: 'Make a screen of the device that shows a code',
        tags,
        body: ScreenWish.extend({ code: Code }),
      },
    },
    async ({ body: { code, ...wish }, ip }, reply) => {
      const screen = { id: randomBytes(6).toString('hex'), ...(await checked(wish)), pairedAt: Date.now() };
      const bucket = wrong.of(networkOf(ip), WRONG.rate, WRONG.burst, Date.now());
      // Each is taken for wrong until it is right: of many at once none gets by while the others are looked at.
      const wait = bucket.takeOne(Date.now());
      if (wait > 0) throw new Failure('attempts', TOO_MANY, { retryAfter: wait });
      const outcome = await pairScreen(shelf.library, store, plainCode(code), screen, (digest) =>
        digestOfCredential(secret, digest),
      );
      if (outcome !== 'gone') bucket.take(-1);
      if (outcome === 'full')
        throw new Failure('request', `There are ${SCREENS_MOST} screens already; revoke those that are gone.`);
      if (outcome === 'gone')
        throw new Failure('reference', 'code: no device shows this code now; it changes every five minutes.', {
          path: 'code',
        });
      await deps.screensChanged();
      return reply.code(201).send(screen);
    },
  );

  typed.post(
    '/api/screens/outside',
    {
      schema: {
        summary: 'The widgets of a layout that a screen with this scope could not show',
        tags,
        body: ScreenWish.pick({ layout: true, scope: true }),
      },
    },
    async ({ body: { layout, scope } }) => {
      const shown = await shelf.shown(layout);
      const read = shown && readLayout(JSON.parse(shown.text));
      return { widgets: read && 'layout' in read ? outside(read.layout, scope) : [] };
    },
  );

  typed.get(
    '/api/screens/:id',
    { schema: { summary: 'One paired screen', tags, params: Params } },
    async ({ params: { id }, headers }, reply) => {
      const found = (await readScreens(store)).find((one) => one.id === id);
      if (!found) throw none(id);
      const { version, ...screen } = found;
      named(reply, `"${version}"`);
      return isKnown(headers, `"${version}"`) ? reply.code(304).send() : reply.send(screen);
    },
  );

  typed.put(
    '/api/screens/:id',
    {
      schema: {
        summary:
          'Another name, layout or scope for a screen, which follows at once; with If-Match only the version of that ETag',
        tags,
        params: Params,
        body: ScreenWish,
      },
    },
    async ({ params: { id }, body, headers }, reply) => {
      const standing = (await readScreens(store)).find((one) => one.id === id);
      const upon = versionOf(headers, standing?.version);
      if (!standing) throw none(id);
      if (upon === undefined) throw changedMeanwhile(reply, `"${standing.version}"`);
      const screen = { id, ...(await checked(body, standing)), pairedAt: standing.pairedAt };
      const saved = await changeScreen(shelf.library, store, screen, upon === '*' ? 'any' : upon);
      if (saved === 'gone') throw none(id);
      if (saved === 'conflict') throw await lostRace(reply, id);
      await deps.screensChanged();
      return named(reply, `"${saved.version}"`).send(screen);
    },
  );

  typed.delete(
    '/api/screens/:id',
    {
      schema: {
        summary: 'Revoke the credential of a screen, at once; with If-Match only the version of that ETag',
        tags,
        params: Params,
      },
    },
    async ({ params: { id }, headers }, reply) => {
      const standing = (await readScreens(store)).find((one) => one.id === id);
      const upon = standing ? versionOf(headers, standing.version) : 'any';
      if (standing && upon === undefined) throw changedMeanwhile(reply, `"${standing.version}"`);
      const removed = await revokeScreen(shelf.library, store, id, upon === '*' ? 'any' : upon);
      if (removed === 'conflict') throw await lostRace(reply, id);
      await deps.screensChanged();
      if (removed === 'gone') throw none(id);
      return reply.code(204).send();
    },
  );
}

function isPerson(credentials: Credentials, headers: IncomingHttpHeaders): boolean {
  try {
    credentials.person(headers, false);
    return true;
  } catch {
    return false;
  }
}

const digestOfCredential = (secret: string, pairing: string) => digestOf(credentialOf(secret, pairing));
