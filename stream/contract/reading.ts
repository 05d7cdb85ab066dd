import type { Step } from './query.ts';

/** Values by metric id. Money is integer minor units; an unknown value is absent, never null. */
export type Values = Record<string, number>;
/** Points by bucket start (epoch ms as a string). */
export type Series = Record<string, number>;

export interface Group {
  values: Values;
  baseline?: Values;
  series?: Record<string, Series>;
  baselineSeries?: Record<string, Series>;
  /** Only with `by: sku`. */
  title?: string;
  category?: string;
}

/** The answer to one query. */
export interface Reading {
  /** What was counted, epoch ms; `to` of a window that ends now moves with `asOf`. */
  from: number;
  to: number;
  /** Every event accepted up to here is in the numbers, of every partition. */
  asOf: number;
  /** A partition has been silent for 2 s. */
  partial: boolean;
  /** Part of the window is no longer kept, or not as finely as the step of its series. */
  truncated?: true;
  /** The step of its series, where the one asked for would make too many points: the finest one that does not. */
  step?: Step;
  groups: Record<string, Group>;
}

export interface CampaignAnswer {
  campaign?: import('./campaign.ts').Campaign;
  /** Milestones passed: amount in minor units → when. */
  passed: Record<string, { at: number; elapsed: number }>;
}
export interface LatestRow {
  at: number;
  amount: number;
  channel: string;
  shop: string;
  region: string;
}
export interface LatestAnswer {
  rows: Record<string, LatestRow>;
}
export interface HealthAnswer {
  /** Reconciliation drift in minor units, absent before the first one. */
  drift?: number;
  reconciledAt?: number;
  lastEventAt?: number;
  /** Some numbers on this wall come from a simulator; absent until a server that was started has looked. */
  rehearsal?: boolean;
}
/** One sender of events, as the doors of all servers know it. */
export interface SourceState {
  /** Accepted events a second over the last ten seconds; absent before it was seen for so long. */
  rate?: number;
  /** Accepted events in each five seconds of the last minute, the oldest first; fewer while it was watched for less. */
  recent: number[];
  /** When its last event was accepted, epoch ms, in whole seconds. */
  lastAt: number;
  /** How old its newest event was when its last one came, ms. */
  delay: number;
}
export interface SourcesAnswer {
  sources: Record<string, SourceState>;
  /** Rejected and late events since the beginning. */
  rejected: number;
  late: number;
}
export interface LayoutAnswer {
  /** Number of the published revision; absent while the built-in template stands. */
  revision?: number;
}
export interface AlertsAnswer {
  /** Those firing; absent as long as there are no alert rules that could. */
  firing?: Record<string, object>;
}
export type FactAnswer = CampaignAnswer | LatestAnswer | HealthAnswer | SourcesAnswer | LayoutAnswer | AlertsAnswer;
export type Answer = Reading | FactAnswer;
