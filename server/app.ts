import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { ScreenGroup } from '../stream/contract/report.ts';
import type { Settings } from '../stream/contract/settings.ts';
import type { Connection, Moment, Reader } from '../stream/index.ts';
import type { Credentials } from './credentials.ts';
import type { Displays } from './displays.ts';
import type { Gauges } from './gauges.ts';
import { BODY_BYTES } from './ingest/body.ts';
import type { Shelf } from './layouts/shelf.ts';
import { bodies } from './plugins/bodies.ts';
import { checking } from './plugins/checking.ts';
import { doors } from './plugins/doors.ts';
import { draining } from './plugins/draining.ts';
import { headers } from './plugins/headers.ts';
import { failureOf, problems, sendClientProblem, sendProblem } from './plugins/problems.ts';
import { unknown } from './plugins/unknown.ts';
import { assets, findAsset } from './routes/assets.ts';
import { campaigns } from './routes/campaigns.ts';
import { type EventsOptions, events } from './routes/events.ts';
import { freeze } from './routes/freeze.ts';
import { health, type Readiness } from './routes/health.ts';
import { layouts } from './routes/layouts.ts';
import { ledgers } from './routes/ledgers.ts';
import { login } from './routes/login.ts';
import { describing, openapi } from './routes/openapi.ts';
import { pairings } from './routes/pairings.ts';
import { publishing } from './routes/publishing.ts';
import { query } from './routes/query.ts';
import { screens } from './routes/screens.ts';
import { settings } from './routes/settings.ts';
import { wall } from './routes/wall.ts';

/** A request is here by then, ms: 8 MiB over half a megabit a second. Without it a sender that lost its line stays for ever. */
const REQUEST_MS = 130_000;

export interface AppDeps extends Omit<EventsOptions, 'credentials'> {
  settings: Settings;
  secret: string;
  adminPassword: string | undefined;
  /** Proxies whose word about addresses is taken; nobody's when it is unset. */
  trustProxy?: number | string[] | undefined;
  credentials: Credentials;
  displays: Displays;
  /** For commands; the log has a connection of its own. */
  store: Connection;
  reader: Reader;
  /** Throws a Failure while the numbers are being loaded. */
  moment: () => Moment;
  /** Campaigns are read again. */
  campaignsChanged: () => Promise<void>;
  readiness: () => Omit<Readiness, 'draining'>;
  gauges: Gauges;
  /** What stands on the screens now. */
  screens: () => ScreenGroup[];
  /** The built pages. */
  pages: string;
  shelf: Shelf;
  /** Published layouts are read again. */
  layoutsChanged: () => Promise<void>;
  /** Paired screens are read again. */
  screensChanged: () => Promise<void>;
  logger: FastifyBaseLogger;
}

/** The HTTP side as a function: everything it needs comes in, nothing listens yet. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const boot = randomBytes(4).toString('hex');
  let requests = 0;
  const app = Fastify({
    loggerInstance: deps.logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => `${boot}-${(requests++).toString(36)}`,
    return503OnClosing: false, // requests on open connections are finished, and told to come back on another
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    http: { requireHostHeader: false }, // said in headers(), as a problem
    trustProxy: trusted(deps.trustProxy),
    // Where no route is found out, no hook and no error handler of the app is asked.
    frameworkErrors: (error, request, reply) => void sendProblem(request, reply, failureOf(error)),
    clientErrorHandler: sendClientProblem,
  });
  app.setValidatorCompiler(checking);
  bodies(app);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value)); // schemas of answers are for the documentation
  const { credentials } = deps;
  problems(app);
  unknown(app, existsSync(join(deps.pages, 'admin.html')));
  draining(app);
  headers(app);
  doors(app, credentials, deps.displays);
  await describing(app);
  app.after(() => {
    events(app, deps);
    query(app, deps.reader, deps.moment, deps.settings);
    settings(app, deps.settings);
    campaigns(app, { store: deps.store, library: deps.shelf.library }, deps.campaignsChanged);
    ledgers(app, deps.store, deps.settings.partitions);
    layouts(app, deps.shelf);
    publishing(app, deps.shelf, deps.layoutsChanged);
    freeze(app, deps.store, deps.shelf.library);
    pairings(app, deps);
    screens(app, deps);
    assets(app, deps.store);
    health(app, credentials, () => ({ ...deps.readiness(), draining: app.draining }), deps.gauges);
    login(app, credentials, deps.secret, deps.adminPassword);
    openapi(app);
    wall(app, deps.pages, {
      isLayout: async (id) => (await deps.shelf.shown(id)) !== undefined,
      asset: (name) => findAsset(deps.store, name),
      shows: (screen, name) => JSON.stringify(deps.displays.playing(screen) ?? '').includes(`/assets/${name}`),
    });
  });
  return app;
}

/** So many proxies are the last of those a request came through. */
const trusted = (proxies: AppDeps['trustProxy']) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : (proxies ?? false);
