import { z } from 'zod';

/** What is fixed at first boot, stands in Redis from then on, and every process must agree on. */
export const Settings = z.object({
  partitions: z.int().min(1).max(1024),
  timezone: z.string(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  digits: z.int().min(0).max(4),
  retentionDays: z.int().min(1).max(3650),
});
export type Settings = z.infer<typeof Settings>;

/** Milliseconds an event may lie in the future at the door. */
export const FUTURE_MS = 5 * 60_000;
export const DAY_MS = 86_400_000;
