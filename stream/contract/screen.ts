import { z } from 'zod';

/** What codes are written with: nothing that could be read as something else (no 0, O, 1, I). */
export const CODE_SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const CODE_LENGTH = 6;
/** A code can be claimed for so long, ms. */
export const PAIRING_MS = 300_000;
/** Screens of one installation. */
export const SCREENS_MOST = 1_000;

const SIGNS = `[${CODE_SIGNS}]{3}`;
/** A code as a person types it: in any case, in one piece or in two. */
export const Code = z
  .string()
  .regex(
    new RegExp(`^\\s*${SIGNS}[\\s-]?${SIGNS}\\s*$`, 'i'),
    'the six signs that stand on the screen (letters and digits, none of them 0, O, 1 or I)',
  );
/** The same code in its one spelling. */
export const plainCode = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();

const Names = z.array(z.string().min(1).max(128)).min(1).max(100);
/** What of the numbers a screen may show: *and* between the dimensions, *or* inside one. */
const Channels = z
  .array(
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9][a-z0-9-]{0,127}$/, 'a lower-case slug such as "taobao"'),
  )
  .min(1)
  .max(100);
export const Scope = z.strictObject({ channel: Channels.optional(), shop: Names.optional() });
export type Scope = z.infer<typeof Scope>;
/** Whether it bounds anything at all. */
export const isBound = (scope: Scope | undefined): scope is Scope =>
  scope?.channel !== undefined || scope?.shop !== undefined;

/** What operators decide about a screen. */
export const ScreenWish = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'letters, digits and signs, nothing that cannot be seen'),
  layout: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'the id of a layout'),
  scope: Scope.optional(),
});
export type ScreenWish = z.infer<typeof ScreenWish>;

/** A widget of a layout that a scope leaves nothing of. */
export interface OutsideWidget {
  page: string;
  id: string;
  type: string;
  title?: Readonly<Partial<Record<string, string>>>;
}

/** A screen: a device that plays one layout. Its credential is nowhere, only the digest of it, and that not here. */
export interface PairedScreen extends ScreenWish {
  id: string;
  /** Epoch ms. */
  pairedAt: number;
}

/** What a screen said of itself last. */
export const ScreenBeat = z.object({
  /** Epoch ms, by the server that heard it. */
  at: z.number(),
  layout: z.string().optional(),
  revision: z.number().optional(),
  /** Device pixels. */
  size: z.object({ width: z.number(), height: z.number() }).optional(),
  fps: z.number().optional(),
  /** Bytes. */
  heap: z.number().optional(),
  /** Accepted → painted, ms, the median of its last report. */
  painted: z.number().optional(),
});
export type ScreenBeat = z.infer<typeof ScreenBeat>;

/** A paired screen with what is known of it now. */
export interface StandingScreen extends PairedScreen {
  /** What `If-Match` names it by. */
  version: string;
  beat?: ScreenBeat;
}
/** What a browser is told of itself: the screen it is, or that it was one. */
export interface OwnScreen {
  screen: Pick<PairedScreen, 'id' | 'name' | 'layout'> | null;
  /** It shows a credential that was revoked. */
  revoked: boolean;
}
