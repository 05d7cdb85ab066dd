import { z } from 'zod';
import { shown } from './field.ts';
import { LEAST_MS } from './instant.ts';

export const DIMENSIONS = ['channel', 'shop', 'region', 'category', 'sku', 'tag'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const INSTANT = 'epoch milliseconds or a time with its zone such as "2026-11-11T00:00:00+08:00"';

const WINDOWS = ['1m', '5m', '15m', '1h', '24h', 'today', 'yesterday', 'campaign'] as const;
const ofCampaign = z.templateLiteral(['campaign:', z.string().min(1).max(64)]);
const instead = (input: unknown, what: string) =>
  input === undefined ? `missing; expected ${what}` : `expected ${what}, got ${shown(input)}`;

const isSeconds = (value: number) => value >= 1e8 && value < LEAST_MS;
const Milliseconds = z.int().refine((value) => !isSeconds(value), 'looks like seconds; send milliseconds');
/** Epoch ms or RFC 3339 with its zone. */
export const Instant = z.union([Milliseconds, z.iso.datetime({ offset: true })], {
  error: ({ input }) => instead(input, INSTANT),
});
export const Window = z.union([z.enum(WINDOWS), ofCampaign, z.strictObject({ from: Instant, to: Instant })], {
  error: ({ input }) => instead(input, `one of ${WINDOWS.join(', ')}, campaign:<id>, or {"from", "to"}`),
});
export type Window = z.infer<typeof Window>;

const COMPARES = ['previous', 'yesterday', 'last_week', 'last_year'] as const;
/** The finest first. */
export const STEPS = ['1s', '1m', '5m', '15m', '1h', '1d'] as const;
export type Step = (typeof STEPS)[number];

/** One question to the rolling numbers; the same object in layouts, sockets, alerts and `POST /api/query`. */
export const Query = z.strictObject({
  metrics: z.array(z.string().min(1).max(64)).min(1).max(16),
  by: z.enum(DIMENSIONS).optional(),
  window: Window,
  step: z.enum(STEPS).optional(),
  filter: z.partialRecord(z.enum(DIMENSIONS), z.array(z.string().min(1).max(128)).min(1).max(100)).optional(),
  compare: z
    .union([z.enum(COMPARES), ofCampaign], {
      error: ({ input }) => instead(input, `one of ${COMPARES.join(', ')}, campaign:<id>`),
    })
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
  z.strictObject({ fact: z.literal('alerts') }),
  z.strictObject({ fact: z.literal('layout'), id: z.string().min(1).max(64) }),
]);
export type FactQuery = z.infer<typeof FactQuery>;
export const Watched = z.union([Query, FactQuery], {
  error: ({ input }) => instead(input, 'a query with "metrics" and "window", or a "fact"'),
});
export type Watched = z.infer<typeof Watched>;
