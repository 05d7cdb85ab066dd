import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Failure, type FailureCode } from '../../stream/contract/failure.ts';

/** What the framework says, in our table's words. */
const KNOWN: Record<string, FailureCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body',
  FST_ERR_BAD_URL: 'request',
  FST_ERR_NOT_FOUND: 'not_found',
};

/** `/body/campaigns/0/id` or `body.campaigns[0].id` → `campaigns.0.id`. */
const pathOf = (pointer: string) => pointer.replace(/^\//, '').replaceAll('/', '.');

interface Issue {
  path?: readonly PropertyKey[];
  message?: string;
  /** Of a union: what each branch had to say. */
  errors?: readonly (readonly Issue[])[];
}

/** Of a union the branch that came nearest tells more than "invalid input": its path below the union, and its sentence. */
function nearest({ message, errors }: Issue): { path: string; message: string | undefined } {
  const branch = errors?.filter(([first]) => first).toSorted((a, b) => a.length - b.length)[0]?.[0];
  if (!branch) return { path: '', message };
  const below = nearest(branch);
  return { path: [...(branch.path ?? []).map(String), below.path].filter(Boolean).join('.'), message: below.message };
}

/** Any error as a Failure of the table; what is not known is `internal`. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const first = error.validation[0];
    const below = nearest({ message: first?.message ?? error.message, ...first?.params });
    const path = [first ? pathOf(first.instancePath) : '', below.path].filter(Boolean).join('.');
    return new Failure('request', `${path ? `${path}: ` : ''}${below.message}`, { path });
  }
  const { code, message, statusCode } = error as Partial<FastifyError>;
  const known = code ? KNOWN[code] : undefined;
  if (known) return new Failure(known, known === 'media_type' || known === 'too_large' ? undefined : message);
  if (statusCode && statusCode >= 400 && statusCode < 500) return new Failure('request', message);
  return new Failure('internal');
}

/** Answers with a Failure as RFC 9457 problem details. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, failure: Failure): FastifyReply {
  if (failure.retryAfter !== undefined) reply.header('retry-after', String(Math.ceil(failure.retryAfter)));
  if (failure.code === 'key') reply.header('www-authenticate', 'Bearer');
  const problem = failure.problem();
  return reply
    .code(failure.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(failure.code === 'internal' ? { ...problem, detail: `Request ${request.id}.` } : problem);
}

/** Every error of every route, and every unknown path, becomes problem details; what is ours to explain is logged. */
export function problems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const failure = failureOf(error);
    if (failure.code === 'internal') request.log.error({ err: error }, 'request failed');
    return sendProblem(request, reply, failure);
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      request,
      reply,
      new Failure('not_found', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`),
    ),
  );
}
