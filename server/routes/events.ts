import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Failure } from '../../stream/contract/failure.ts';
import type { Credentials, Sender } from '../credentials.ts';
import { BODY_BYTES, readBody } from '../ingest/body.ts';
import type { Door } from '../ingest/door.ts';
import { type Flight, Flights } from '../ingest/flights.ts';
import { parseJson, parseLines } from '../ingest/parse.ts';
import { checkCharset, refuseOthers } from '../plugins/bodies.ts';
import { Buckets } from '../plugins/bucket.ts';

declare module 'fastify' {
  interface FastifyRequest {
    sender: Sender | undefined;
    /** The memory of the body, while it is under way. */
    flight: Flight | undefined;
  }
}

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
  const flights = new Flights();
  app.decorateRequest('sender', undefined);
  app.decorateRequest('flight', undefined);
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const parse = async (request: FastifyRequest, payload: Parameters<typeof readBody>[1]) => {
      checkCharset(request.headers['content-type']);
      request.flight = flights.begin();
      try {
        return await readBody(request.headers, payload, request.flight);
      } catch (error) {
        request.flight.end();
        throw error;
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
        try {
          const list = lines ? parseLines(body) : parseJson(body);
          buckets.of(sender.name, sender.rate, sender.rate * 2, Date.now()).take(list.count);
          return reply.code(202).send(await door.take(list, sender.name));
        } finally {
          request.flight?.end();
        }
      },
    );
  });
}
