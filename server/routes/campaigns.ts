import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Campaign } from '../../stream/contract/campaign.ts';
import { Failure } from '../../stream/contract/failure.ts';
import {
  type Connection,
  type Library,
  readCampaign,
  readCampaigns,
  removeCampaign,
  saveCampaign,
} from '../../stream/index.ts';
import { isKnown, versionOf } from '../layouts/conditions.ts';

const Params = z.object({ id: z.string().max(64) });
const tags = ['campaigns'];

/** Where they are kept. */
interface Kept {
  store: Connection;
  library: Library;
}
/** A version can be read by whoever asks again, but not out of a cache. */
const named = (reply: FastifyReply, version: string): FastifyReply =>
  reply.header('etag', `"${version}"`).header('cache-control', 'no-cache');

/** What is said to somebody who acts upon a version that does not stand any more. */
function changedMeanwhile(reply: FastifyReply, id: string, standing: string | undefined): Failure {
  if (standing === undefined)
    return new Failure('precondition', `There is no campaign ${id}; without If-Match it is made.`);
  named(reply, standing);
  return new Failure('precondition', `Version "${standing}" stands here; read it and do it again upon it.`);
}

/** Throws Failure `reference` where the baseline is not there, or is compared with this campaign itself, directly or by others. */
function checkBaseline(id: string, baseline: string, all: readonly Campaign[]): void {
  const baselines = new Map(all.map((one) => [one.id, one.baseline]));
  if (!baselines.has(baseline))
    throw new Failure('reference', `baseline: there is no campaign ${baseline}.`, { path: 'baseline' });
  const way = [id];
  for (let next: string | undefined = baseline; next !== undefined && next !== id; next = baselines.get(next)) {
    if (way.includes(next)) return; // a circle of old that this one is not in
    way.push(next);
    if (baselines.get(next) === id)
      throw new Failure('reference', `baseline: ${[...way, id].join(' → ')} goes round in a circle.`, {
        path: 'baseline',
      });
  }
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
      named(reply, found.version);
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
      if (body.baseline !== undefined) checkBaseline(body.id, body.baseline, await readCampaigns(store));
      const standing = (await readCampaign(store, body.id))?.version;
      const upon = versionOf(headers, standing);
      if (upon === undefined) throw changedMeanwhile(reply, body.id, standing);
      const saved = await saveCampaign(library, store, body, upon);
      if ('conflict' in saved) throw changedMeanwhile(reply, body.id, saved.conflict);
      await changed();
      return named(reply, saved.version)
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
      if (upon === undefined) throw standing ? changedMeanwhile(reply, params.id, standing) : none(params.id);
      const compared = (await readCampaigns(store)).filter(({ baseline }) => baseline === params.id);
      if (compared.length > 0)
        throw new Failure(
          'referenced',
          `Campaign ${params.id} is what ${compared.map(({ id }) => id).join(', ')} is compared with; give that another baseline first.`,
        );
      const removed = await removeCampaign(library, store, params.id, upon);
      if ('conflict' in removed)
        throw removed.conflict ? changedMeanwhile(reply, params.id, removed.conflict) : none(params.id);
      await changed();
      return reply.code(204).send();
    },
  );
}
