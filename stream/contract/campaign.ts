import { z } from 'zod';

const Names = z.strictObject({
  'zh-CN': z.string().min(1).max(128).optional(),
  en: z.string().min(1).max(128).optional(),
});
/** Epoch ms, or RFC 3339 with its offset; kept as epoch ms. */
const Minute = z
  .union([z.int(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))])
  .refine((ms) => ms % 60_000 === 0, 'must stand on a whole minute');
const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and dashes, at most 64');
const Money = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A promotion: what `window: campaign` means. Times are epoch ms on whole minutes (RFC 3339 is taken, too), amounts integer minor units. */
export const Campaign = z
  .strictObject({
    id: Id,
    names: Names,
    start: Minute,
    end: Minute,
    phases: z
      .array(z.strictObject({ id: Id, names: Names, start: Minute }))
      .max(20)
      .default([]),
    target: Money.optional(),
    /** The id of the campaign this one is compared with. */
    baseline: Id.optional(),
    milestones: z.array(Money).max(50).default([]),
  })
  .refine((campaign) => campaign.end > campaign.start, { path: ['end'], message: 'must be after start' });
export type Campaign = z.infer<typeof Campaign>;
