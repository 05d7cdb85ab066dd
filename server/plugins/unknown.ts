import type { FastifyInstance } from 'fastify';
import { Failure } from '../../stream/contract/failure.ts';
import { isNavigation } from './navigation.ts';
import { sendProblem } from './problems.ts';

/**
 * What leads nowhere. A browser gets the operators' own page about it (404 all the same), a known address that does not
 * take this method 405 with those it takes, everything else 404; both as problem details.
 */
export function unknown(app: FastifyInstance, hasPages: boolean): void {
  const taking = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const known = taking.get(url) ?? new Set();
    taking.set(url, known);
    for (const one of [method].flat()) known.add(one);
  });
  const allowed = (path: string) => [
    ...new Set([...taking].flatMap(([url, methods]) => (shaped(url).test(path) ? [...methods] : []))),
  ];

  app.setNotFoundHandler((request, reply) => {
    const { method } = request;
    const path = request.url.split('?')[0] ?? '';
    const reads = method === 'GET' || method === 'HEAD';
    if (hasPages && reads && isNavigation(request)) return reply.code(404).sendFile('admin.html');
    const methods = allowed(path);
    if (methods.length === 0 || methods.includes(method))
      return sendProblem(request, reply, new Failure('not_found', `There is nothing at ${method} ${path}.`));
    const others = methods.sort().join(', ');
    return sendProblem(request, reply.header('allow', others), new Failure('method', `${path} takes ${others}.`));
  });
}

const shapes = new Map<string, RegExp>();
/** The addresses of a route, with or without a slash at the end. */
function shaped(url: string): RegExp {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[^\w-]/g, '\\$&')));
  const shape = shapes.get(url) ?? new RegExp(`^${parts.join('/')}/?$`);
  shapes.set(url, shape);
  return shape;
}
