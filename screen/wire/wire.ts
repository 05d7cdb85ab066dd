import type { Problem } from '../../stream/contract/failure.ts';
import type { Beat, Hello, Readings, Standing } from '../../stream/contract/live.ts';
import type { Watched } from '../../stream/contract/query.ts';
import type { Report } from '../../stream/contract/report.ts';
import type { ViewState } from './state.ts';
import type { ReadingsListener } from './view.ts';

export interface Options {
  /** Sent with the handshake: `{token}`, or `{screen: true}` for the paired screen that this browser is. */
  auth?: Record<string, unknown>;
  /** Between 0 and 1, spreads screens that come back together. */
  random?: () => number;
}

export interface Subscription {
  /** Called with every new state of the readings, at once if there is one. Unchanged answers keep their identity. Returns its own undoing. */
  onReadings(listener: ReadingsListener): () => void;
  /** The readings with `asOf` and `to` put forward to the last frame or beat. */
  current(): Readings | undefined;
  /** Live, late, held, lost or waiting, as of this moment. */
  state(): ViewState;
  /** Why the server refused the watch, while it does. */
  problem(): Problem | undefined;
  close(): void;
}

export interface Wire {
  /** Ask for queries and facts once; from then on they are pushed, across gaps and reconnects. `every` in ms. */
  watch(queries: readonly Watched[], every?: number): Subscription;
  /** The server's clock, epoch ms; undefined before its first message. */
  now(): number | undefined;
  connected(): boolean;
  /** Why the server does not let this screen in, while it does not: a login that expired, a credential that was revoked. */
  refusal(): Problem | undefined;
  /** Told of every frame that came in, after it was applied. Returns its own undoing. */
  onFrame(listener: (frame: Beat) => void): () => void;
  /** Told with every connection what the server says of itself. Returns its own undoing. */
  onHello(listener: (hello: Hello) => void): () => void;
  /** Tell the server how this screen is doing; while it is away the report is dropped. */
  report(report: Report): void;
  /** Told, where this screen is a paired one, what it plays, and when it was revoked. Returns its own undoing. */
  onStanding(listener: (standing: Standing) => void): () => void;
  /** Drop a connection that may be half dead (after sleep, out of the background) and take fresh readings. */
  refresh(): void;
  close(): void;
}
