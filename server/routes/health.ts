import type { FastifyInstance } from 'fastify';
import type { Credentials } from '../credentials.ts';
import type { Gauges } from '../gauges.ts';

export interface Readiness {
  redis: boolean;
  /** Every partition was loaded once. */
  loaded: boolean;
  partitions: number;
  /** Partitions nobody has counted for two seconds. */
  silent: readonly number[];
  /** How far what is shown lies behind the clock, ms. */
  lag: number;
  durability: string;
  draining: boolean;
}

/** /healthz touches nothing; /readyz says whether to send traffic here, and why not to those who may know; /metrics is for Prometheus. */
export function health(
  app: FastifyInstance,
  credentials: Credentials,
  readiness: () => Readiness,
  gauges: Gauges,
): void {
  const open = { config: { door: 'open' }, schema: { hide: true } } as const;
  app.get('/healthz', open, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'alive' }),
  );

  app.get('/readyz', open, async (request, reply) => {
    const { redis, loaded, partitions, silent, lag, durability, draining } = readiness();
    const ready = redis && loaded && silent.length === 0 && !draining;
    const status = ready ? 'ready' : draining ? 'draining' : 'not ready';
    reply.code(ready ? 200 : 503).header('cache-control', 'no-store');
    try {
      credentials.person(request.headers, false);
    } catch {
      return { status };
    }
    return { status, redis, loaded, partitions, silent, lagMs: lag, durability, draining };
  });

  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(gauges.contentType).send(await gauges.render()),
  );
}
