import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Campaign } from '../../stream/contract/campaign.ts';
import { Failure } from '../../stream/contract/failure.ts';
import { type Connection, readCampaigns, removeCampaign, saveCampaign } from '../../stream/index.ts';

const Params = z.object({ id: z.string().max(64) });
const tags = ['campaigns'];

/** GET /api/campaigns, and GET, PUT, DELETE /api/campaigns/:id. `changed` runs before the answer of a change. */
export function campaigns(app: FastifyInstance, store: Connection, changed: () => Promise<void>): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const none = (id: string) => new Failure('not_found', `There is no campaign ${id}.`);

  app.get('/api/campaigns', { schema: { summary: 'All campaigns, the earliest first', tags } }, async () => ({
    campaigns: await readCampaigns(store),
  }));

  typed.get('/api/campaigns/:id', { schema: { summary: 'One campaign', tags, params: Params } }, async ({ params }) => {
    const found = (await readCampaigns(store)).find(({ id }) => id === params.id);
    if (!found) throw none(params.id);
    return found;
  });

  typed.put(
    '/api/campaigns/:id',
    { schema: { summary: 'Make or replace a campaign', tags, params: Params, body: Campaign } },
    async ({ params, body }, reply) => {
      if (body.id !== params.id)
        throw new Failure('request', `id: must be ${params.id}, as in the address.`, { path: 'id' });
      if (body.baseline === body.id)
        throw new Failure('reference', 'baseline: a campaign cannot be compared with itself.', { path: 'baseline' });
      if (body.baseline !== undefined && !(await readCampaigns(store)).some(({ id }) => id === body.baseline))
        throw new Failure('reference', `baseline: there is no campaign ${body.baseline}.`, { path: 'baseline' });
      const added = await saveCampaign(store, body);
      await changed();
      return reply.code(added ? 201 : 200).send(body);
    },
  );

  typed.delete(
    '/api/campaigns/:id',
    { schema: { summary: 'Remove a campaign', tags, params: Params } },
    async ({ params }, reply) => {
      if (!(await removeCampaign(store, params.id))) throw none(params.id);
      await changed();
      return reply.code(204).send();
    },
  );
}
