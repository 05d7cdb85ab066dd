import type { FastifyInstance } from 'fastify';
import type { Credentials } from '../credentials.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `open`: anybody; `keys`: the route asks for an ingest key itself; otherwise whoever may view and edit. */
    door?: 'open' | 'keys';
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Every route is closed unless it says otherwise: a forgotten one lets nobody in. */
export function doors(app: FastifyInstance, credentials: Credentials): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.door !== undefined) return;
    try {
      // Reading by POST (/api/query) is still a request that another site could make with this browser's rights.
      credentials.person(request.headers, !SAFE.has(request.method));
    } catch (error) {
      const wantsPage = SAFE.has(request.method) && (request.headers.accept ?? '').includes('text/html');
      if (!wantsPage || credentials.open) throw error;
      return reply.redirect(`/login?next=${encodeURIComponent(request.url)}`, 303);
    }
  });
}
