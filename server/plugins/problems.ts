import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure, type FailureCode } from '../../stream/contract/failure.ts';
import { isAway } from '../../stream/index.ts';
import { refusalPage } from '../refusalPage.ts';
import { isNavigation } from './navigation.ts';

/** What the framework says, in our table's words. */
const KNOWN: Record<string, FailureCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body',
  FST_ERR_BAD_URL: 'request',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
  ERR_HTTP_REQUEST_TIMEOUT: 'timeout',
  HPE_HEADER_OVERFLOW: 'headers',
  FST_ERR_NOT_FOUND: 'not_found',
};

/** Whose words say more than our own sentence. */
const TELLING: readonly FailureCode[] = ['body', 'request'];

/** Any error as a Failure of the table; what is not known is `internal`. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (isAway(error)) return new Failure('store', undefined, { retryAfter: 1 });
  const { code, message, statusCode } = error as Partial<FastifyError>;
  const known = code ? KNOWN[code] : undefined;
  if (known) return new Failure(known, TELLING.includes(known) ? message : undefined);
  // A path that leads out of the pages is none.
  if (statusCode === 403 || statusCode === 404) return new Failure('not_found');
  if (statusCode && statusCode >= 400 && statusCode < 500) return new Failure('request', message);
  return new Failure('internal');
}

/** What is sent to where, and what helps who sent too much of it. Events say so themselves: they are read elsewhere. */
const SENT: Readonly<Record<string, readonly [what: string, help: string]>> = {
  '/api/layouts/:id': ['A layout', 'It names pictures, videos and maps by their path: POST /api/assets keeps them.'],
  '/api/assets': ['A file that layouts show', 'Save it smaller: with fewer pixels, seconds or points.'],
  '/api/campaigns/:id': ['A campaign', 'With every phase and milestone it needs a few KiB: leave out all else.'],
  '/api/query': ['The queries of one request', 'Ask for the rest in another request.'],
};
const ANYTHING = ['The body of this request', 'Leave out what this address does not ask for.'] as const;

/** The error of a request: of a body that is too large it says what it is, how large that may be, and what helps. */
function failureAt({ routeOptions: { url = '', bodyLimit = 0 } }: FastifyRequest, error: unknown): Failure {
  if ((error as Partial<FastifyError>).code !== 'FST_ERR_CTP_BODY_TOO_LARGE') return failureOf(error);
  const [what, help] = SENT[url] ?? ANYTHING;
  const most = bodyLimit >= 1 << 20 ? `${bodyLimit >> 20} MiB` : `${bodyLimit >> 10} KiB`;
  return new Failure('too_large', `${what} may have at most ${most}. ${help}`);
}

/** Answers with a Failure as RFC 9457 problem details; to whoever goes to a page, as one. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, failure: Failure): FastifyReply {
  if (failure.retryAfter !== undefined) reply.header('retry-after', String(Math.ceil(failure.retryAfter)));
  if (failure.code === 'timeout') reply.header('connection', 'close'); // the rest of the body may still come
  if (failure.code === 'key') reply.header('www-authenticate', 'Bearer');
  const problem = failure.problem();
  reply.code(failure.status).header('cache-control', 'no-store');
  if (isNavigation(request)) return reply.type('text/html; charset=utf-8').send(refusalPage(failure));
  return reply
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(failure.code === 'internal' ? { ...problem, detail: `Request ${request.id}.` } : problem);
}

/** Answers a connection on which no request can be read, in the same words as everything else, and ends it. */
export function sendClientProblem(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const known = KNOWN[error.code ?? ''];
  const failure = known ? new Failure(known) : new Failure('request', 'This is no HTTP request that can be read.');
  const body = JSON.stringify(failure.problem());
  socket.end(
    [
      `HTTP/1.1 ${failure.status} ${STATUS_CODES[failure.status]}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'cache-control: no-store',
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

/** Every error of every route becomes problem details; what is ours to explain is logged. */
export function problems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const failure = failureAt(request, error);
    if (failure.code === 'internal') request.log.error({ err: error }, 'request failed');
    return sendProblem(request, reply, failure);
  });
}
