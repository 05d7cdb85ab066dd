import { z } from 'zod';

export const DIMENSIONS = ['channel', 'shop', 'region', 'category', 'sku', 'tag'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const Instant = z.union([z.number().int(), z.iso.datetime({ offset: true })]);

export const Window = z.union([
  z.enum(['1m', '5m', '15m', '1h', '24h', 'today', 'yesterday', 'campaign']),
  z.templateLiteral(['campaign:', z.string().min(1).max(64)]),
  z.strictObject({ from: Instant, to: Instant }),
]);
export type Window = z.infer<typeof Window>;

export const STEPS = ['1s', '1m', '5m', '15m', '1h', '1d'] as const;

/** One question to the rolling numbers; the same object in layouts, sockets, alerts and `POST /api/query`. */
export const Query = z.strictObject({
  metrics: z.array(z.string().min(1).max(64)).min(1).max(16),
  by: z.enum(DIMENSIONS).optional(),
  window: Window,
  step: z.enum(STEPS).optional(),
  filter: z.partialRecord(z.enum(DIMENSIONS), z.array(z.string().min(1).max(128)).min(1).max(100)).optional(),
  compare: z
    .union([
      z.enum(['previous', 'yesterday', 'last_week', 'last_year']),
      z.templateLiteral(['campaign:', z.string().min(1).max(64)]),
    ])
    .optional(),
  top: z.int().min(1).max(1000).optional(),
  sort: z.string().min(1).max(64).optional(),
});
export type Query = z.infer<typeof Query>;

/** A fact that is no sum: watched under its index beside the queries, and patched the same way. */
export const FactQuery = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.literal('campaign'), id: z.string().min(1).max(64).optional() }),
  z.strictObject({
    fact: z.enum(['orders', 'refunds']),
    atLeast: z.string().max(20).optional(),
    filter: z
      .partialRecord(z.enum(['channel', 'shop', 'region', 'tag']), z.array(z.string().min(1).max(128)).min(1).max(100))
      .optional(),
    top: z.int().min(1).max(20).optional(),
  }),
  z.strictObject({ fact: z.literal('health') }),
  z.strictObject({ fact: z.literal('sources') }),
  z.strictObject({ fact: z.literal('layout'), id: z.string().min(1).max(64) }),
]);
export type FactQuery = z.infer<typeof FactQuery>;
export const Watched = z.union([Query, FactQuery]);
export type Watched = z.infer<typeof Watched>;
