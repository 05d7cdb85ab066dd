import type { FastifyInstance } from 'fastify';

const HOST = /^[A-Za-z0-9.:[\]-]{1,255}$/;

/** Headers every answer carries. Styles may be inline (charts set them), scripts may not, and nothing is ever evaluated. */
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
  });
}
