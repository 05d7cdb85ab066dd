import type { FastifyInstance } from 'fastify';
import { Failure } from '../../stream/contract/failure.ts';
import { ASSETS_BYTES, type Connection, keepAsset, readAsset } from '../../stream/index.ts';
import { ASSET_TYPES, type AssetType, isReally } from '../layouts/assetTypes.ts';

export const ASSET_BYTES = 8 << 20;
const NAME = /^[0-9a-f]{64}\.([a-z0-9]{2,7})$/;
const tags = ['layouts'];

/** POST /api/assets: an image, video or GeoJSON that layouts show; GET /assets/<sha256>.<ext>. */
export function assets(app: FastifyInstance, store: Connection): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: ASSET_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    scope.post(
      '/api/assets',
      {
        bodyLimit: ASSET_BYTES,
        schema: { summary: 'Keep a file that layouts show (image, video, GeoJSON), at most 8 MiB', tags },
      },
      async (request, reply) => {
        const sent = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
        const type = ASSET_TYPES.find(({ media }) => media === sent);
        const known = ASSET_TYPES.map(({ media }) => media).join(', ');
        if (!type) throw new Failure('media_type', `content-type: expected one of ${known}, got ${sent || 'none'}.`);
        const body = request.body as Buffer | undefined;
        if (!body || body.length === 0) throw new Failure('body', 'The file is empty.');
        if (!isReally(type, body))
          throw new Failure('body', `The file is not ${type.media}, as its content type says.`);
        const name = await keepAsset(store, body, type.extension);
        if (name === undefined)
          throw new Failure(
            'too_large',
            `All files together may have at most ${ASSETS_BYTES >> 20} MiB, and there is no room left for this one. Send a smaller one, or name one that is kept already; none is thrown away, because earlier revisions show it.`,
          );
        return reply.code(201).send({ path: `/assets/${name}`, bytes: body.length, type: type.media });
      },
    );
  });
}

export interface Asset {
  bytes: Buffer;
  type: AssetType;
}

/** The kept file of this name with its type; undefined when the name is none of an asset, or nothing is kept. */
export async function findAsset(store: Connection, name: string): Promise<Asset | undefined> {
  const extension = NAME.exec(name)?.[1];
  const type = ASSET_TYPES.find((one) => one.extension === extension);
  const bytes = type && (await readAsset(store, name));
  return type && bytes ? { bytes, type } : undefined;
}
