import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Connection, isCursor, keys, list, readWaiting } from '../../stream/index.ts';

const Page = z.object({
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  cursor: z.string().max(64).refine(isCursor, 'expected the `next` of an earlier answer').optional(),
});
type Shown = Record<string, unknown>;

/** Stream fields as people and programs read them: `event` is JSON again, `at` a number, `recorded` when it was written. */
function shown({ entry, fields }: { entry: string; fields: Record<string, string> }): Shown {
  const row: Shown = { entry, recorded: Number(entry.split('-')[0]) };
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'event' || name === 'json') row.event = JSON.parse(value) as unknown;
    else if (name === 'conflict') row.conflict = JSON.parse(value) as unknown;
    else if (name === 'voided') Object.assign(row, JSON.parse(value) as object);
    else row[name] = name === 'at' ? Number(value) : value;
  }
  return row;
}

/** GET /api/dead-letters, /api/late, /api/conflicts, /api/voided: the newest first, in pages, or whole as NDJSON when that is accepted. */
export function ledgers(app: FastifyInstance, store: Connection, partitions: number): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const ofEach = (key: (partition: number) => string) =>
    Array.from({ length: partitions }, (_, partition) => key(partition));
  const all: [path: string, summary: string, streams: string[], first: () => Promise<Shown[]>][] = [
    ['/api/dead-letters', 'Rejected events, redacted, once per content', [keys.deadLetters], async () => []],
    [
      '/api/late',
      'Events that came too late or from the future, and refunds that have waited for their payment for a day',
      [keys.late],
      () => readWaiting(store, partitions),
    ],
    ['/api/conflicts', 'Deliveries that disagree about one thing', ofEach(keys.conflicts), async () => []],
    ['/api/voided', 'Voided orders and credit notes', ofEach(keys.voided), async () => []],
  ];
  for (const [path, summary, streams, first] of all)
    typed.get(path, { schema: { summary, tags: ['ledgers'], querystring: Page } }, async (request, reply) => {
      const { limit, cursor } = request.query;
      if ((request.headers.accept ?? '').includes('application/x-ndjson'))
        return download(request, reply, streams, first);
      const { entries, next } = await list(store, streams, limit, cursor);
      const waiting = cursor === undefined ? await first() : [];
      return { entries: [...waiting, ...entries.map(shown)], ...(next === undefined ? {} : { next }) };
    });

  function download(request: FastifyRequest, reply: FastifyReply, streams: string[], first: () => Promise<Shown[]>) {
    const name = `${request.url.split('?')[0]?.split('/').at(-1)}.ndjson`;
    async function* lines() {
      for (const row of await first()) yield `${JSON.stringify(row)}\n`;
      let cursor: string | undefined;
      do {
        const { entries, next } = await list(store, streams, 1_000, cursor);
        yield entries.map((entry) => `${JSON.stringify(shown(entry))}\n`).join('');
        cursor = next;
      } while (cursor !== undefined);
    }
    return reply
      .type('application/x-ndjson')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(Readable.from(lines()));
  }
}
