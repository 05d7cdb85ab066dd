import type { FastifyInstance } from 'fastify';
import { Refusal } from '../stream/contract/failure.ts';

const REASONS: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (host, port) => `Port ${port} on ${host} is taken by another process; set PORT to a free one.`,
  EACCES: (_host, port) => `Port ${port} may not be opened by this user; set PORT to one above 1023.`,
  EADDRNOTAVAIL: (host) => `HOST ${host} is not an address of this machine.`,
  ENOTFOUND: (host) => `HOST ${host} is not a name that is known here.`,
};

/** Begins to listen and answers the URL. Throws a Refusal with the reason when that is not possible. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    // By name the framework may open a second server that sockets are not attached to.
    return await app.listen({ host: host === 'localhost' ? '127.0.0.1' : host, port });
  } catch (error) {
    const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
    throw reason ? new Refusal(reason(host, port)) : error;
  }
}
