import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { destination, type Logger, pino } from 'pino';
import { REFUSED_EXIT, Refusal } from '../stream/contract/failure.ts';
import { runAggregator, socketFor, unixUrl } from '../stream/index.ts';
import { type Config, logLevelOf, ROLES, readConfig } from './config.ts';
import { beat } from './heartbeat.ts';
import { hearRestarts } from './restarts.ts';
import { supervise } from './supervisor.ts';

const FORCE_MS = 10_000;
/**
 * Twice 8 MB for what is young, not twice 16: V8 begins a major collection as soon as less than both halves is left of its heap's limit, and
 * the heap of a server or an aggregator is so small (numbers stand outside) that with 16 there is never more.
 */
const NURSERY = '--max-semi-space-size=8';

/** Requests are logged by id, method and path: no address, no header, no query, no body. It is the logger that Fastify brings, without Fastify: two of three processes need no more of it. */
function newLogger(role: string): Logger {
  const serializers = {
    req: (request: { id: unknown; method: string; url: string }) => ({
      id: request.id,
      method: request.method,
      path: request.url.split('?')[0] ?? '',
    }),
    res: (response: { statusCode?: number }) => ({ status: response.statusCode }),
  };
  const level = logLevelOf(process.env);
  // Not written in front of the caller: a reader that hangs would hang the wall. With a least length of 1 a flush waits for what is being written.
  return pino({ level, base: { role, pid: process.pid }, serializers }, destination({ minLength: 1 }));
}

/** Aborts at the first SIGTERM or SIGINT; a second one, or ten seconds, ends the process by force. */
function endings(logger: Logger): AbortSignal {
  const controller = new AbortController();
  const end = (name: string) => {
    if (controller.signal.aborted) process.exit(1);
    logger.info({ signal: name }, 'draining');
    controller.abort();
    setTimeout(() => process.exit(1), FORCE_MS + 1_000).unref();
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  return controller.signal;
}

/** A killed supervisor cannot take its children along; they would hold the port and the leases. One that hangs does not beat. */
function liveWithSupervisor(): void {
  process.once('disconnect', () => process.exit(1));
  process.channel?.unref();
  beat();
}

const ended = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Undefined when the end came first: what waits for its Redis has nothing to drain. */
const unlessEnded = <T>(signal: AbortSignal, starting: Promise<T>): Promise<T | undefined> =>
  Promise.race([starting, ended(signal).then(() => undefined)]);

/** REDIS_URL, else the embedded Redis of the instance that runs on this data directory. */
function storeUrl({ redis, data, role }: Config): string {
  if (redis !== undefined) return redis;
  const directory = join(data, 'redis');
  if (existsSync(directory)) return unixUrl(socketFor(directory));
  throw new Refusal(`REDIS_URL: required for the role ${role}, since no embedded Redis runs under ${data}.`);
}

async function run(config: Config, logger: Logger): Promise<void> {
  const signal = endings(logger);
  if (process.argv[3] !== undefined) liveWithSupervisor();
  switch (config.role) {
    case 'all':
      return supervise({
        config,
        command: [process.execPath, NURSERY, ...process.execArgv, process.argv[1] ?? ''],
        environment: process.env,
        say: (sentence, details) => logger.info(details ?? {}, sentence),
        signal,
      });
    case 'server': {
      const restarts = hearRestarts();
      // The others start sooner without it.
      const { startServer } = await import('./start.ts');
      const server = await unlessEnded(signal, startServer({ ...config, redis: storeUrl(config) }, logger, restarts));
      await ended(signal);
      return server?.close();
    }
    case 'aggregator': {
      const { settings, secret } = config;
      const owner = process.argv[3];
      const starting = runAggregator({
        url: storeUrl(config),
        settings,
        say: (sentence) => logger.info(sentence),
        ...(secret === undefined ? {} : { secret }),
        ...(owner === undefined ? {} : { owner }),
      });
      const aggregator = await unlessEnded(signal, starting);
      await ended(signal);
      return aggregator?.stop();
    }
    default:
      return config.role satisfies never;
  }
}

/** Runs the role that the command line or TIDEWALL_ROLE names, until it is told to end; ends the process. */
export async function main(): Promise<void> {
  const word = process.argv[2];
  const role = ROLES.find((each) => each === word);
  const logger = newLogger(role ?? process.env.TIDEWALL_ROLE ?? 'all');
  try {
    if (word !== undefined && !role) throw new Refusal(`"${word}" is no role; there are ${ROLES.join(', ')}.`);
    await run(readConfig(role ? { ...process.env, TIDEWALL_ROLE: role } : process.env), logger);
    process.exit(0);
  } catch (error) {
    // The last sentence is written at once; one that is still being written would come after it.
    await new Promise((resolve) => logger.flush(resolve));
    if (error instanceof Refusal) logger.fatal(`Tidewall does not start. ${error.message}`);
    else logger.fatal({ err: error }, 'Tidewall ended by a fault of its own');
    process.exit(error instanceof Refusal ? REFUSED_EXIT : 1);
  }
}
