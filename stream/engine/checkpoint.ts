import type { Kind } from '../entities/define.ts';
import type { Days } from './days.ts';
import type { Latest } from './shape.ts';

/**
 * Growth of the dictionaries. Every list says where it begins, so that loading one twice, or two that overlap, is
 * harmless. JSON, in the head of deltas and as chunks of the checkpoint.
 */
export interface Words {
  /** Number of the first name, then the names. */
  names?: { from: number; texts: string[] };
  /** By family number: number of the first group, then the dims of all groups in a row. */
  groups?: { family: number; from: number; dims: number[] }[];
  /** Name number of a SKU and what is known of it now. */
  skus?: { sku: number; title?: string; titleAt: number; category?: string; categoryAt: number }[];
  /** SKU groups of a kept day that stand alone there; all others were merged into the group `…`. Start of the day in epoch ms. */
  tops?: { day: number; groups: number[] }[];
  /** Watermarks that rose: [family number, grain, epoch ms before which buckets are closed]. Only in deltas: the checkpoint has them in meta. */
  closed?: [number, number, number][];
  /** All kept days with the families that kept their fine grain there: [start of the day, bits by family number, bit 7 for sketches]. */
  kept?: [number, number][];
}

/** What one tick publishes beside its head. */
export interface Delta {
  words?: Words;
  latest?: Latest[];
  /** Absolute values of all cells and registers that changed since the last delta (deltas.ts reads it). */
  cells: Uint8Array;
  /** SKU cells and sketches are in it up to now. */
  complete: boolean;
}

/** Something for the operator's list. */
export interface Incident {
  /** The entity kind's code of a conflict; or `set_aside`: a cell would have left 2^53 − 1. */
  code: string;
  kind: string;
  /** What an operator calls the entity. */
  label: string;
  /** Opaque key of the entity, hex. */
  key: string;
  at: number;
}

/** A void, for the operator's list: when, and what an operator calls what is void. */
export interface Voided {
  at: number;
  order?: string;
  refund?: string;
}

/** A refund that has waited for its payment for more than 24 h of log time (value), or no longer does (undefined). */
export type WaitingChange = [key: string, value: string | undefined];

/**
 * One atomic save. It is taken once and kept until `checkpointDone()`: after a lost reply the same one is sent again.
 * Everything in it is absolute, so that applying it twice changes nothing.
 */
export interface Checkpoint {
  /** Grows by one with each checkpoint; also the number of its redo record. */
  readonly id: number;
  /** Stream id of the last log entry that is in it. */
  readonly offset: string;
  /** JSON for `loadMeta`: watermarks, kept days, counters, latest, open redo records. */
  readonly meta: string;
  /** All cells and registers that changed since the last checkpoint; undefined when none did. Stands under `id`. */
  readonly redo: Uint8Array | undefined;
  /** Redo records that may be deleted with this call: every page they touch is saved by then. */
  readonly settled: readonly number[];
  /** Pages by page key, undefined = delete. */
  readonly pages: readonly (readonly [key: number, bytes: Uint8Array | undefined])[];
  /** Sketches by sketch key, undefined = delete. */
  readonly sketches: readonly (readonly [key: number, bytes: Uint8Array | undefined])[];
  /** Growth of the dictionaries, to append to the list of chunks. */
  readonly words: Uint8Array | undefined;
  /** Entity segments by number, undefined = delete. */
  readonly segments: readonly (readonly [segment: number, bytes: Uint8Array | undefined])[];
  readonly waiting: readonly WaitingChange[];
  readonly incidents: readonly Incident[];
  readonly voided: readonly Voided[];
  /** Once this checkpoint is saved the log may be trimmed up to here, exclusive (`XTRIM MINID`). */
  readonly trimTo: string;
  /** Bytes of redo, pages, sketches, words and segments together. */
  readonly size: number;
}

export interface CoreOptions {
  days: Days;
  retentionDays: number;
  /** By number; the registry's when absent. */
  kinds?: readonly (Kind<unknown, unknown> | undefined)[];
}
