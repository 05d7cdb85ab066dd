import type { Campaign } from '../contract/campaign.ts';
import { Failure } from '../contract/failure.ts';
import type { Query } from '../contract/query.ts';
import type { Reading } from '../contract/reading.ts';
import type { Settings } from '../contract/settings.ts';
import type { Image } from '../engine/shape.ts';
import { unknownCampaign } from './campaigns.ts';
import { Context } from './context.ts';
import { OpenQuery } from './open.ts';
import { plan } from './plan.ts';

/** When a reading is taken. `now` decides windows, `asOf` and `partial` only stand in the reading. */
export interface Moment {
  /** The server's clock, epoch ms. */
  now: number;
  /** Every event accepted up to here is in the images, of every partition. */
  asOf: number;
  /** A partition has been silent for 2 s. */
  partial: boolean;
}

export interface ReaderOptions {
  /** One image a partition. A replaced image (another object) makes everything be read anew. */
  images: () => readonly Image[];
  settings: Pick<Settings, 'timezone'>;
  campaigns: () => readonly Campaign[];
}

/** A query that stays open: reading it again costs only what changed since. */
export interface LiveQuery {
  /** The same object as last time (its `asOf` and `to` put forward in place) when nothing else in it changed; else a new one. */
  read(moment: Moment): Reading;
  /** Gives up what is kept for it. Must be called once nobody reads it any more. */
  close(): void;
}

/** Answers queries over the images of all partitions. Pure: no clock, no IO. */
export class Reader {
  readonly #context: Context;

  constructor(options: ReaderOptions) {
    this.#context = new Context(options);
  }

  /** Buckets that open queries look at: 0 when all are closed. */
  get watched(): number {
    return this.#context.tracker.size;
  }

  /** Why the query is refused, or undefined. */
  check(query: Query): Failure | undefined {
    const planned = plan(query);
    return planned instanceof Failure ? planned : undefined;
  }

  /**
   * Throws a Failure when the query is refused: that of `check`, or that of a campaign which does not exist. `least` ranks
   * the other way round.
   */
  open(query: Query, { least }: { least?: true | undefined } = {}): LiveQuery {
    const planned = plan(query, least);
    if (planned instanceof Failure) throw planned;
    const unknown = unknownCampaign(query, this.#context.campaigns);
    if (unknown) throw unknown;
    return new OpenQuery(planned, this.#context);
  }

  /** One reading; throws like `open`. */
  read(query: Query, moment: Moment): Reading {
    const live = this.open(query);
    try {
      return live.read(moment);
    } finally {
      live.close();
    }
  }
}
