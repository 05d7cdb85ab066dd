import type { FastifyInstance } from 'fastify';
import type { ScreenGroup } from '../../stream/contract/report.ts';

/** GET /api/screens: what stands on the screens that reported themselves to this server lately. Names no device. */
export function screens(app: FastifyInstance, groups: () => ScreenGroup[]): void {
  const schema = { summary: 'Layouts and sizes of the screens that are on now', tags: ['layouts'] };
  app.get('/api/screens', { schema }, async () => ({ screens: groups() }));
}
