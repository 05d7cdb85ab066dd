import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Failure } from '../../stream/contract/failure.ts';
import type { Credentials, Sender } from '../credentials.ts';
import { BODY_BYTES, readBody } from '../ingest/body.ts';
import type { Door } from '../ingest/door.ts';
import { parseJson, parseLines } from '../ingest/parse.ts';
import { checkCharset, refuseOthers } from '../plugins/bodies.ts';
import { Buckets } from '../plugins/bucket.ts';

declare module 'fastify' {
  interface FastifyRequest {
    sender: Sender | undefined;
  }
}

/** Bytes of bodies under way, at most; more would be memory that a slow log holds. */
const IN_FLIGHT_BYTES = 256 << 20;

const EVENTS_TYPES = 'application/json or application/x-ndjson';

const Outcome = z.object({
  accepted: z.int(),
  late: z.int(),
  rejected: z.array(
    z.object({ index: z.int(), id: z.string(), code: z.string(), path: z.string(), message: z.string() }),
  ),
});

export interface EventsOptions {
  credentials: Credentials;
  door: Door;
  /** Throws why nothing can be taken just now. */
  check: () => void;
  /** Told of each sender once it may send; what it does is done before its events are in. */
  welcome: (sender: Sender) => Promise<void>;
}

/** POST /api/events: a JSON event, an array, or NDJSON; gzip or not. */
export function events(app: FastifyInstance, { credentials, door, check, welcome }: EventsOptions): void {
  const buckets = new Buckets();
  let inFlight = 0;
  app.decorateRequest('sender', undefined);
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const parse = async (
      request: { headers: Record<string, string | string[] | undefined> },
      payload: Parameters<typeof readBody>[1],
    ) => {
      const size = Number(request.headers['content-length'] ?? BODY_BYTES);
      checkCharset(request.headers['content-type'] as string | undefined);
      if (inFlight + size > IN_FLIGHT_BYTES)
        throw new Failure('log', 'Too many bodies at the same time.', { retryAfter: 1 });
      inFlight += size;
      try {
        return await readBody(request.headers, payload);
      } finally {
        inFlight -= size;
      }
    };
    scope.addContentTypeParser(['application/json', 'application/x-ndjson', 'application/ndjson'], parse);
    refuseOthers(scope, EVENTS_TYPES);
    scope.post(
      '/api/events',
      {
        config: { door: 'keys' },
        bodyLimit: BODY_BYTES,
        schema: {
          summary: 'Send events: a JSON event, a JSON array, or NDJSON (application/x-ndjson), gzipped or not',
          description: 'Needs "Authorization: Bearer <ingest key>". 202 means durably in the log, not yet counted.',
          tags: ['events'],
          response: { 202: Outcome },
        },
        onRequest: async (request) => {
          const sender = await credentials.sender(request.headers);
          request.sender = sender;
          if (app.draining) throw new Failure('draining', undefined, { retryAfter: 1 });
          check();
          const wait = buckets.of(sender.name, sender.rate, sender.rate * 2, Date.now()).wait(Date.now());
          if (wait > 0) throw new Failure('rate', `Key ${sender.name} sends too fast.`, { retryAfter: wait });
          await welcome(sender);
        },
      },
      async (request, reply) => {
        const sender = request.sender as Sender;
        const body = request.body as Buffer | undefined;
        if (!body) throw new Failure('body', 'The body is empty.');
        const lines = !(request.headers['content-type'] ?? '').trimStart().toLowerCase().startsWith('application/json');
        const list = lines ? parseLines(body) : parseJson(body);
        buckets.of(sender.name, sender.rate, sender.rate * 2, Date.now()).take(list.count);
        const outcome = await door.take(list, sender.name);
        return reply.code(202).send(outcome);
      },
    );
  });
}
