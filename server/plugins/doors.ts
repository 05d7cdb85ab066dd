import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Failure } from '../../stream/contract/failure.ts';
import type { PairedScreen } from '../../stream/contract/screen.ts';
import type { Credentials } from '../credentials.ts';
import type { Displays } from '../displays.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `open`: anybody; `keys`: the route asks for an ingest key itself; `screens`: paired screens, too; otherwise whoever may view and edit. */
    door?: 'open' | 'keys' | 'screens';
  }
  interface FastifyRequest {
    /** The screen that asks, when nobody with more rights does. */
    display: PairedScreen | undefined;
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Where a screen finds its way by itself. */
const PAIRING_PAGE = '/tv';

/** Says to a screen what it may, and that this is not it. */
export const screensOnly = (what: string): Failure =>
  new Failure('forbidden', `A screen reads its own published layout and the numbers on it; ${what} is for people.`);

/** Every route is closed unless it says otherwise: a forgotten one lets nobody in. */
export function doors(app: FastifyInstance, credentials: Credentials, displays: Displays): void {
  app.decorateRequest('display', undefined);
  app.addHook('onRequest', async (request, reply) => {
    const { door } = request.routeOptions.config;
    if (door === 'open' || door === 'keys') return;
    try {
      // Reading by POST (/api/query) is still a request that another site could make with this browser's rights.
      credentials.person(request.headers, !SAFE.has(request.method));
    } catch (error) {
      const display = request.headers.authorization === undefined ? await displays.of(request.headers) : 'none';
      if (typeof display === 'object') {
        const path = request.url.split('?')[0];
        if (door === 'screens') {
          request.display = display;
          return;
        }
        // Nobody who switches a TV on asks for the operators' page.
        if (path === '/' && wantsPage(request)) return reply.redirect(`/wall/${display.layout}`, 303);
        if (!wantsPage(request)) throw screensOnly(`${request.method} ${path}`);
      }
      if (!wantsPage(request) || credentials.open) throw error;
      if (display === 'revoked') return reply.redirect(PAIRING_PAGE, 303);
      return reply.redirect(`/login?next=${encodeURIComponent(request.url)}`, 303);
    }
  });
}

const wantsPage = ({ method, headers }: FastifyRequest) =>
  SAFE.has(method) && (headers.accept ?? '').includes('text/html');
