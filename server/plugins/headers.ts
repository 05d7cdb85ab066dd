import type { FastifyInstance } from 'fastify';
import { Failure } from '../../stream/contract/failure.ts';

const HOST = /^[A-Za-z0-9.:[\]-]{1,255}$/;

/**
 * Headers every answer carries. Styles may be inline (charts set them), scripts may not, and nothing is ever evaluated.
 * HTTP/1.1 wants a Host; Node itself would refuse who sends none without a word.
 */
export function headers(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const host = request.headers.host ?? '';
    // Browsers before CSP 3 do not count a WebSocket to the own host as 'self'.
    const sockets = HOST.test(host) ? ` ws://${host} wss://${host}` : '';
    reply.headers({
      'content-security-policy':
        `default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; ` +
        `connect-src 'self'${sockets}; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    if (request.headers.host === undefined && request.raw.httpVersion === '1.1')
      throw new Failure('request', 'host: missing; expected the header that HTTP/1.1 asks for', { path: 'host' });
  });
}
