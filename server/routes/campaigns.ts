import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Campaign } from '../../stream/contract/campaign.ts';
import { Failure } from '../../stream/contract/failure.ts';
import {
  type CampaignRefused,
  type Connection,
  type Library,
  readCampaign,
  readCampaigns,
  removeCampaign,
  saveCampaign,
} from '../../stream/index.ts';
import { changedMeanwhile, isKnown, named, versionOf } from '../layouts/conditions.ts';

const Params = z.object({ id: z.string().max(64) });
const tags = ['campaigns'];

/** Where they are kept. */
interface Kept {
  store: Connection;
  library: Library;
}
/** What is said to somebody who acts upon a version that does not stand any more. */
const lostRace = (reply: FastifyReply, id: string, standing: string | undefined): Failure =>
  standing === undefined
    ? new Failure('precondition', `There is no campaign ${id}; without If-Match it is made.`)
    : changedMeanwhile(reply, `"${standing}"`);

/** Why a campaign was not changed, as it is said. */
function refusal(reply: FastifyReply, id: string, why: CampaignRefused): Failure {
  const path = 'baseline';
  if ('missing' in why) return new Failure('reference', `baseline: there is no campaign ${why.missing}.`, { path });
  if ('circle' in why)
    return new Failure('reference', `baseline: ${why.circle.join(' → ')} goes round in a circle.`, { path });
  if ('compared' in why)
    return new Failure(
      'referenced',
      `Campaign ${id} is what ${why.compared.join(', ')} is compared with; give that another baseline first.`,
    );
  return lostRace(reply, id, why.conflict);
}

/** GET /api/campaigns, and GET, PUT, DELETE /api/campaigns/:id. `changed` runs before the answer of a change. */
export function campaigns(app: FastifyInstance, { store, library }: Kept, changed: () => Promise<void>): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const none = (id: string) => new Failure('not_found', `There is no campaign ${id}.`);

  app.get('/api/campaigns', { schema: { summary: 'All campaigns, the earliest first', tags } }, async () => ({
    campaigns: await readCampaigns(store),
  }));

  typed.get(
    '/api/campaigns/:id',
    { schema: { summary: 'One campaign', tags, params: Params } },
    async ({ params, headers }, reply) => {
      const found = await readCampaign(store, params.id);
      if (!found) throw none(params.id);
      named(reply, `"${found.version}"`);
      return isKnown(headers, `"${found.version}"`) ? reply.code(304).send() : reply.send(found.campaign);
    },
  );

  typed.put(
    '/api/campaigns/:id',
    {
      schema: {
        summary:
          'Make or replace a campaign; with If-Match only the version of that ETag, with If-None-Match: * only a new one',
        tags,
        params: Params,
        body: Campaign,
      },
    },
    async ({ params, body, headers }, reply) => {
      if (body.id !== params.id)
        throw new Failure('request', `id: must be ${params.id}, as in the address.`, { path: 'id' });
      if (body.baseline === body.id)
        throw new Failure('reference', 'baseline: a campaign cannot be compared with itself.', { path: 'baseline' });
      const standing = (await readCampaign(store, body.id))?.version;
      const upon = versionOf(headers, standing);
      if (upon === undefined) throw lostRace(reply, body.id, standing);
      const saved = await saveCampaign(library, store, body, upon);
      if (!('version' in saved)) throw refusal(reply, body.id, saved);
      await changed();
      return named(reply, `"${saved.version}"`)
        .code(saved.added ? 201 : 200)
        .send(body);
    },
  );

  typed.delete(
    '/api/campaigns/:id',
    { schema: { summary: 'Remove a campaign; with If-Match only the version of that ETag', tags, params: Params } },
    async ({ params, headers }, reply) => {
      const standing = (await readCampaign(store, params.id))?.version;
      const upon = versionOf(headers, standing);
      if (upon === undefined) throw standing ? lostRace(reply, params.id, standing) : none(params.id);
      const removed = await removeCampaign(library, store, params.id, upon);
      if ('conflict' in removed && removed.conflict === undefined) throw none(params.id);
      if (!('version' in removed)) throw refusal(reply, params.id, removed);
      await changed();
      return reply.code(204).send();
    },
  );
}
