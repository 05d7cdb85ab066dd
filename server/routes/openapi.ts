import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { openapiPage } from '../openapiPage.ts';

const EVENTS_BODY = {
  required: true,
  content: {
    'application/json': { schema: { oneOf: [{ type: 'object' }, { type: 'array', items: { type: 'object' } }] } },
    'application/x-ndjson': { schema: { type: 'string', description: 'One event a line' } },
  },
};

/** Collects the schemas of every route that is added after it. */
export async function describing(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tidewall',
        version: '0.1.0',
        description: 'Events in, exact rolling numbers out. Errors are RFC 9457 problem details with a stable code.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
  });
}

/** GET /api/openapi.json, and the same as a page at /api. */
export function openapi(app: FastifyInstance): void {
  const document = () => {
    const made = app.swagger() as { paths?: Record<string, { post?: Record<string, unknown> }> };
    const post = made.paths?.['/api/events']?.post;
    // Bodies of events are read by a scanner, not by a schema of the framework.
    if (post) post.requestBody = EVENTS_BODY;
    return made;
  };
  const schema = { hide: true };
  app.get('/api/openapi.json', { schema }, async () => document());
  app.get('/api', { schema }, async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(openapiPage(document() as unknown as Parameters<typeof openapiPage>[0])),
  );
}
