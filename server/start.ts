import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Campaign } from '../stream/contract/campaign.ts';
import { Failure, Refusal } from '../stream/contract/failure.ts';
import {
  Cardinality,
  DoorCounters,
  Edge,
  isRehearsalKey,
  keepBeat,
  keepDeadLetters,
  keepLate,
  LogWriter,
  listen as listenTo,
  type Moment,
  markRehearsal,
  Reader,
  Replica,
  readCampaigns,
  readIngestKeys,
} from '../stream/index.ts';
import { buildApp } from './app.ts';
import { rootDirectory } from './commands/root.ts';
import type { Config } from './config.ts';
import { Credentials } from './credentials.ts';
import { Displays } from './displays.ts';
import { gauges } from './gauges.ts';
import { Door } from './ingest/door.ts';
import { Room } from './ingest/room.ts';
import { Seeding } from './ingest/seed.ts';
import { Shelf } from './layouts/shelf.ts';
import { listen } from './listen.ts';
import { Answers } from './live/answers.ts';
import { attachLive } from './live/attach.ts';
import { openFact } from './live/facts.ts';
import { PassedSeconds } from './live/passedSeconds.ts';
import { beatOf } from './live/reports.ts';
import type { Asked } from './live/scope.ts';
import { Ticker } from './live/ticker.ts';
import { Opening } from './opening.ts';
import type { Restarts } from './restarts.ts';
import { Rounds } from './rounds.ts';
import { openStore } from './store.ts';

export interface Running {
  url: string;
  /** Drains: what is in flight is finished and durable, screens are told to come back, then everything is let go. */
  close(): Promise<void>;
}

/** Everything one server process is; `restarts`: what its supervisor counts. Throws a Refusal when it must not start. */
export async function startServer(
  config: Config,
  logger: FastifyBaseLogger,
  restarts: () => Restarts = () => ({}),
): Promise<Running> {
  const url = config.redis;
  if (url === undefined)
    throw new Refusal('REDIS_URL: required for the role server; only the role all brings its own.');
  const store = await openStore(url, config.settings, config.secret, logger);
  const { settings, secret, connection, log } = store;
  const failed = (error: unknown) => logger.error({ err: error }, 'a round failed');

  const replica = new Replica({ url, partitions: settings.partitions, timezone: settings.timezone });
  const opening = new Opening(replica);
  const ticker = new Ticker();
  replica.on('latest', (rows) => ticker.hear(rows)); // from the start: a checkpoint's rows come once
  let losses = 0;
  const moment = (): Moment => {
    if (!opening.isOpen()) throw new Failure('loading', undefined, { retryAfter: 1 });
    const now = Date.now();
    return { now, asOf: replica.asOf(), partial: replica.partial() };
  };
  let all: readonly Campaign[] = await readCampaigns(connection);
  const campaignsChanged = async () => {
    all = await readCampaigns(connection);
    live.views.changed();
  };
  const root = rootDirectory();
  const shelf = new Shelf(connection, store.library, join(root, 'layouts'));
  await shelf.refresh();
  const displays = new Displays(connection, shelf);
  await displays.refresh();
  const screensChanged = async () => {
    await displays.refresh();
    live.fleetChanged();
  };
  const layoutsChanged = async () => {
    // What screens may ask for first: they ask as soon as they hear of it.
    await Promise.all([shelf.refresh(), screensChanged()]);
    live.views.changed();
  };
  const reader = new Reader({ images: () => replica.images, settings, campaigns: () => all });

  const edge = new Edge(secret, settings.partitions);
  const writer = new LogWriter({
    connection: log,
    batches: edge.builders,
    onLoss: (partition) => replica.lose(partition),
  });
  const counters = new DoorCounters(connection);
  const cardinality = new Cardinality();
  const door = new Door({
    settings,
    edge,
    writer,
    cardinality,
    counters,
    keepLate: (late) => keepLate(connection, late),
    keepDeadLetters: (letters, now) => keepDeadLetters(connection, letters, now),
  });
  const files = join(config.data, 'redis');
  const directory = url.startsWith('unix:') && existsSync(files) ? files : undefined;
  const room = new Room({ connection, directory, asOf: () => replica.asOf() });
  await room.look();
  const credentials = new Credentials(config, secret, () => readIngestKeys(connection));
  await credentials.refresh();

  const milestones = new PassedSeconds(connection, reader);
  const seeding = new Seeding(cardinality);
  const rounds = new Rounds({
    store: connection,
    counters,
    reader,
    moment,
    first: () => seeding.run(replica.images),
    look: () => milestones.round(all, opening.isOpen() ? moment() : undefined),
    changed: () => live.views.changed(),
    onError: (error) => logger.warn({ reason: (error as Error).message }, 'a round failed'),
  });
  let rehearsed = false;
  const measures = gauges(async () => ({
    doors: rounds.doors,
    applied: sumOf(replica.heads.map((head) => head?.counters)),
    asOf: replica.heads.map((head) => head?.asOf ?? 0),
    drift:
      rounds.health.drift === undefined
        ? undefined
        : { drift: rounds.health.drift, at: rounds.health.reconciledAt ?? 0 },
    losses,
    restarts: restarts(),
    screens: live.screens.size,
    reported: live.reports.figures(),
    views: live.views.size,
    snapshots: live.screens.conflated,
    queuedBytes: writer.queued,
    headroom: room.headroom,
  }));

  const app = await buildApp({
    settings,
    secret,
    adminPassword: config.adminPassword,
    trustProxy: config.trustProxy,
    credentials,
    displays,
    store: connection,
    door,
    check: () => {
      writer.check();
      room.check();
    },
    welcome: async ({ name }) => {
      if (rehearsed || !isRehearsalKey(name)) return;
      await markRehearsal(connection);
      rehearsed = true;
    },
    reader,
    moment,
    campaignsChanged,
    readiness: () => ({
      redis: connection.status === 'ready' && log.status === 'ready' && !rounds.refused,
      loaded: opening.isOpen(),
      partitions: settings.partitions,
      silent: opening.isOpen() ? replica.silent() : [],
      lag: replica.asOf() > 0 ? Date.now() - replica.asOf() : 0,
      durability: store.durability,
    }),
    gauges: measures,
    screens: () => live.reports.groups(),
    pages: join(root, 'dist', 'screen'),
    shelf,
    layoutsChanged,
    screensChanged,
    logger,
  });

  const sources = { reader, ticker, campaigns: () => all, digits: settings.digits, milestones };
  const health = () => {
    const newest = Math.max(rounds.health.lastEventAt ?? 0, door.lastEventAt ?? 0);
    return { ...rounds.health, ...(newest > 0 ? { lastEventAt: newest } : {}) };
  };
  const open = (watched: Asked) =>
    'fact' in watched
      ? openFact(watched, {
          ...sources,
          health,
          senders: () => rounds.senders.answer,
          published: (id) => shelf.revisionOf(id),
        })
      : reader.open(watched);
  const live = attachLive(app.server, {
    answers: new Answers(open),
    credentials,
    displays,
    beaten: (id, report) => void keepBeat(connection, id, beatOf(report, Date.now())).catch(failed),
    moment,
    epoch: () => replica.epoch,
    onError: failed,
    sent: (seconds) => measures.sent.observe(seconds),
    painted: (seconds) => measures.painted.observe(seconds),
  });
  const counted: number[] = [];
  replica.on('change', (partition) => {
    const head = replica.heads[partition];
    if (head && head.asOf > 0 && head.counters.events !== counted[partition]) {
      counted[partition] = head.counters.events;
      measures.applied.observe((Date.now() - head.asOf) / 1000);
    }
    live.views.changed();
  });
  replica.on('loss', (partition) => {
    losses++;
    logger.error({ partition }, 'acknowledged data is gone; recounting');
  });
  replica.ready.then(() => seeding.run(replica.images), failed);
  await listenTo(store.ears, (message) => {
    if (message === undefined || message.changed === 'campaigns') void campaignsChanged().catch(failed);
    if (message === undefined || message.changed === 'layouts') void layoutsChanged().catch(failed);
    if (message?.changed === 'screens') void screensChanged().catch(failed);
    if (message === undefined || message.changed === 'keys') void credentials.refresh().catch(failed);
  });

  app.addHook('preClose', () => live.close());
  app.addHook('onClose', async () => {
    await writer.close();
    room.close();
    await rounds.close().catch(failed);
    milestones.close();
    replica.close();
    store.close();
  });
  const address = await listen(app, config.host, config.port).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  logger.info({ url: address, durability: store.durability }, `Tidewall listens on ${address}`);
  return { url: address, close: () => app.close() };
}

function sumOf<T extends object>(rows: readonly (T | undefined)[]) {
  const sum = { events: 0, duplicates: 0, conflicts: 0, voided: 0, waiting: 0, setAside: 0, entities: 0 };
  for (const row of rows)
    if (row)
      for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += Number((row as typeof sum)[name] ?? 0);
  return sum;
}
