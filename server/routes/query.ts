import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Failure } from '../../stream/contract/failure.ts';
import { shown } from '../../stream/contract/field.ts';
import { Query } from '../../stream/contract/query.ts';
import type { Reading } from '../../stream/contract/reading.ts';
import type { Settings } from '../../stream/contract/settings.ts';
import type { Moment, Reader } from '../../stream/index.ts';
import { METRICS } from '../../stream/metrics/catalogue.ts';

const EXPECTED = 'expected a query with "metrics" and "window", or {"queries": […]}';
const Body = z.union([z.strictObject({ queries: z.array(Query).min(1).max(200) }), Query], {
  // A body that was sent and is null does not come so far: here null stands for none.
  error: ({ input }) => `${EXPECTED}, got ${input === null ? 'nothing' : shown(input)}`,
});

/** What a schema would say less plainly: a null, and facts, which are no sums and only watched. */
function refuseOthers(body: unknown): void {
  if (body === null) throw new Failure('request', `${EXPECTED}, got null`);
  const asked = isObject(body) && Array.isArray(body.queries) ? body.queries : [body];
  const at = asked.findIndex((one) => isObject(one) && 'fact' in one);
  if (at < 0) return;
  const path = asked[0] === body ? 'fact' : `queries.${at}.fact`;
  throw new Failure('request', `${path}: facts are watched over the socket /live, not asked for here`, { path });
}
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The queries of one request are evaluated for so long together, ms. */
const MOST_MS = 2_000;
const TOO_MANY = `Up to here these queries took more than ${MOST_MS / 1000} s; ask for the rest in another request.`;
/** Queries that take longer than this give way in between: walls wait for no more. Shorter ones are all of one moment. */
const TURN_MS = 50;

/** POST /api/query answers a reading, or readings by index; GET /api/metrics is the catalogue. */
export function query(app: FastifyInstance, reader: Reader, moment: () => Moment, settings: Settings): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/api/query',
    {
      schema: {
        summary: 'Read rolling numbers: one query, or {"queries": […]}',
        tags: ['numbers'],
        body: Body,
      },
      preValidation: async ({ body }) => refuseOthers(body),
    },
    async ({ body }) => {
      const now = moment();
      if (!('queries' in body)) return reader.read(body, now);
      const readings: Reading[] = [];
      let took = 0;
      let turn = performance.now();
      for (const [index, each] of body.queries.entries()) {
        try {
          if (took > MOST_MS) throw new Failure('request', TOO_MANY);
          const begun = performance.now();
          readings.push(reader.read(each, now));
          took += performance.now() - begun;
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          throw error.under(`queries.${index}`);
        }
        if (performance.now() - turn < TURN_MS) continue;
        await new Promise((resolve) => setImmediate(resolve));
        turn = performance.now();
      }
      return { readings: { ...readings } };
    },
  );
  const catalogue = METRICS.map(({ id, names, unit, sentence, dimensions, exact }) => ({
    id,
    names,
    unit,
    counts: sentence,
    dimensions,
    exact,
  }));
  app.get('/api/metrics', { schema: { summary: 'The catalogue of metrics', tags: ['numbers'] } }, async () => ({
    metrics: catalogue,
    currency: settings.currency,
    digits: settings.digits,
    timezone: settings.timezone,
  }));
}
