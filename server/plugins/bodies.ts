import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Failure } from '../../stream/contract/failure.ts';
import { textOf } from '../ingest/body.ts';
import { explain } from '../ingest/mistake.ts';

/** Throws Failure `media_type` when a content type says that its text is not UTF-8. */
export function checkCharset(contentType = ''): void {
  const charset = /;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType)?.[1];
  if (charset === undefined || /^(utf-?8|us-ascii)$/i.test(charset)) return;
  throw new Failure(
    'media_type',
    `content-type: expected charset utf-8, got ${charset.slice(0, 40)}; send the body in UTF-8.`,
  );
}

/** Says no to a body of any other content type. */
export function refuseOthers(app: FastifyInstance, expected: string): void {
  app.addContentTypeParser('*', (request: FastifyRequest, payload: IncomingMessage) => {
    payload.resume();
    const sent = (request.headers['content-type'] ?? '').split(';')[0]?.trim().slice(0, 80);
    return Promise.reject(new Failure('media_type', `content-type: expected ${expected}, got ${sent || 'none'}.`));
  });
}

/** Bodies are JSON in UTF-8; what is wrong with one is said with its place, and nothing of it is quoted. */
export function bodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    checkCharset(request.headers['content-type']);
    const text = textOf(body);
    if (text === undefined) throw new Failure('body', 'The body is not UTF-8.');
    // A request that needs no body may say that it is JSON all the same, as many programs do with every request.
    if (text === '') return undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw new Failure('body', explain(text));
    }
  });
  refuseOthers(app, 'application/json');
}
