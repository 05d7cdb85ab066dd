/** What is known of a view's life. Times are monotonic local ms, except `now` and `asOf`: the server's clock, epoch ms. */
export interface Signs {
  /** Local time of this look. */
  local: number;
  /** The server's now; undefined before its first message. */
  now: number | undefined;
  /** Of the last message of this view; undefined before the first reading, 0 while the server does not know it. */
  asOf: number | undefined;
  /** Since when it is so: a reading was asked for, a message came, the connection went, a gap opened. */
  askedAt: number;
  heardAt: number | undefined;
  awaySince: number | undefined;
  gapSince: number | undefined;
  /** The server said no: there is nothing to hold. */
  refused: boolean;
}

export type StateKind = 'waiting' | 'live' | 'late' | 'held' | 'lost';
export interface ViewState {
  kind: StateKind;
  /** Whole seconds that the mark names; 0 when live. */
  seconds: number;
}

const LATE_MS = 3_000;
const HELD_MS = 10_000;
const seconds = (ms: number) => Math.max(0, Math.floor(ms / 1_000));

/**
 * The state of a view, by its signs alone. late: the server's now is 3 s or more past `asOf`, or nothing was heard for
 * 3 s; held: away, silent or with a gap unhealed for 10 s; lost: refused, or nothing came for 10 s and no
 * `asOf` is known. While none is known and something comes, it is waiting: an age counted from 0 is none.
 */
export function stateOf(signs: Signs): ViewState {
  const { local, now, asOf, heardAt } = signs;
  if (!asOf || heardAt === undefined) {
    const quiet = local - (heardAt ?? signs.askedAt);
    if (signs.refused || quiet >= HELD_MS) return { kind: 'lost', seconds: seconds(quiet) };
    return { kind: 'waiting', seconds: 0 };
  }
  const age = seconds(Math.max((now ?? asOf) - asOf, local - heardAt));
  if (signs.refused) return { kind: 'lost', seconds: age };
  const trouble = Math.min(signs.awaySince ?? local, signs.gapSince ?? local, heardAt);
  if (local - trouble >= HELD_MS) return { kind: 'held', seconds: age };
  if (age * 1_000 >= LATE_MS) return { kind: 'late', seconds: age };
  return { kind: 'live', seconds: 0 };
}
