import type { FastifyInstance } from 'fastify';
import { LANGUAGES } from '../../layouts/document.ts';
import type { Settings } from '../../stream/contract/settings.ts';

/** GET /api/settings: what every number on a screen is written by. Nothing secret, nothing that differs between servers. */
export function settings(app: FastifyInstance, { currency, digits, timezone }: Settings): void {
  const schema = { summary: 'Currency, money digits, time zone and languages', tags: ['numbers'] };
  app.get('/api/settings', { schema, config: { door: 'screens' } }, async () => ({
    currency,
    digits,
    timezone,
    languages: LANGUAGES,
  }));
}
