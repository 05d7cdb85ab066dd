import { z } from 'zod';

/** A screen reports once in so many ms. */
export const REPORT_MS = 10_000;
/** Paintings that one report tells of. */
export const PAINTED_MOST = 64;

/** How a screen is doing, told by itself. Nothing in it names a person, a device or an address. */
export const Report = z.strictObject({
  /** Accepted → painted, ms, of some of the frames since the last report. */
  painted: z.array(z.int().min(0).max(600_000)).max(PAINTED_MOST),
  /** Frames a second that the screen can draw; absent while it is hidden. */
  fps: z.number().min(0).max(1_000).optional(),
  /** Bytes of the script heap, where the browser tells. */
  heap: z
    .int()
    .min(0)
    .max(2 ** 40)
    .optional(),
  /** What it runs. */
  build: z
    .string()
    .regex(/^[0-9a-z]{1,64}$/)
    .optional(),
  layout: z.string().min(1).max(64).optional(),
  revision: z.int().min(0).optional(),
  /** Device pixels of the page. */
  size: z.strictObject({ width: z.int().min(1).max(65_535), height: z.int().min(1).max(65_535) }).optional(),
});
export type Report = z.infer<typeof Report>;

/** Screens that show the same layout at the same size. */
export interface ScreenGroup {
  layout: string;
  /** Device pixels. */
  width: number;
  height: number;
  screens: number;
}
