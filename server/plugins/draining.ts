import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** The server is stopping: answers close their connections, `/readyz` says so. */
    draining: boolean;
  }
}

/** While closing, each answer in flight closes its keep-alive connection; otherwise closing would wait for the clients. */
export function draining(app: FastifyInstance): void {
  app.decorate('draining', false);
  app.addHook('preClose', async () => {
    app.draining = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (app.draining) reply.header('connection', 'close');
  });
}
