import { z } from 'zod';
import { Instant } from './query.ts';

const Names = z.strictObject({
  'zh-CN': z.string().min(1).max(128).optional(),
  en: z.string().min(1).max(128).optional(),
});
const LATEST = Date.UTC(2100, 0, 1);
/** Days of campaigns are kept in more detail, each of them by itself. */
const LONGEST_DAYS = 400;
/** The minutes of a longer one are too many for one series: it comes at a coarser step. */
export const MOST_DAYS_OF_MINUTES = 14;
/** Epoch ms, or RFC 3339 with its offset; kept as epoch ms. */
const Minute = Instant.transform((value) => (typeof value === 'number' ? value : Date.parse(value)))
  .refine((ms) => ms % 60_000 === 0, 'must stand on a whole minute')
  .refine((ms) => ms >= 0 && ms < LATEST, 'must lie between the years 1970 and 2100');
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
  .refine((campaign) => campaign.end > campaign.start, { path: ['end'], message: 'must be after start' })
  .refine((campaign) => campaign.end - campaign.start <= LONGEST_DAYS * 86_400_000, {
    path: ['end'],
    message: `must be at most ${LONGEST_DAYS} days after start`,
  });
export type Campaign = z.infer<typeof Campaign>;
