import { z } from 'zod';
import type { Problem } from './failure.ts';
import { Watched } from './query.ts';
import type { Answer } from './reading.ts';
import type { Report } from './report.ts';
import type { Scope } from './screen.ts';

/** Socket.IO path. */
export const LIVE_PATH = '/live';

export const Watch = z.strictObject({
  queries: z.array(Watched).min(1).max(200),
  every: z.int().min(20).max(1000).default(100),
});
export type Watch = z.input<typeof Watch>;
export const Unwatch = z.strictObject({ view: z.string().min(1).max(64) });

/** `readings` are keyed by the query's index: "0", "1", … */
export type Readings = Record<string, Answer>;

export interface Beat {
  view: string;
  epoch: string;
  seq: number;
  /** Server's clock, epoch ms. */
  at: number;
  asOf: number;
}
export interface Snapshot extends Beat {
  readings: Readings;
}
export interface Frame extends Beat {
  /** RFC 7396 JSON Merge Patch onto `readings`. */
  patch: Record<string, unknown>;
}
export type WatchAnswer = Snapshot | { error: Problem };

/** What the server says of itself once a connection stands. */
export interface Hello {
  build: string;
}

export interface ToServer {
  watch: (request: Watch, answer: (result: WatchAnswer) => void) => void;
  unwatch: (request: { view: string }, answer?: (result: { error?: Problem }) => void) => void;
  report: (report: Report) => void;
}
/** What a paired screen is told of itself: what it plays, nothing once its credential was revoked. */
export interface Standing {
  layout?: string;
  /** What of the numbers it is sent, where it is not sent all. */
  scope?: Scope;
}
export interface ToScreen {
  hello: (hello: Hello) => void;
  screen: (standing: Standing) => void;
  frame: (frame: Frame) => void;
  beat: (beat: Beat) => void;
  snapshot: (snapshot: Snapshot) => void;
}
