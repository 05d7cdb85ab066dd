/** Every key name in Redis is made here. Keys of a partition share a hash tag, so one checkpoint stays in one cluster slot. */
const part = (p: number, what: string) => `tw:{${p}}:${what}`;

export const keys = {
  /** Hash: partitions, timezone, currency, digits, secret… fixed at first boot. */
  settings: 'tw:settings',
  /** Stream: one entry is one batch, field `b`. */
  log: (p: number) => part(p, 'log'),
  /** String with expiry: who owns the partition. */
  lease: (p: number) => part(p, 'lease'),
  /** Hash: fence, number, offset, by and revision (of the last delta that is in), meta (JSON). */
  state: (p: number) => part(p, 'state'),
  /** Hash: page key (decimal) → values. */
  pages: (p: number) => part(p, 'pages'),
  /** Hash: sketch key → registers. */
  sketches: (p: number) => part(p, 'sketches'),
  /** Hash: revision → redo record. */
  redo: (p: number) => part(p, 'redo'),
  /** List: dictionary chunks in order (names, groups, skus). */
  words: (p: number) => part(p, 'words'),
  /** Hash: segment number → offset covered and entity states. */
  segments: (p: number) => part(p, 'segments'),
  /** Hash: refund id → what waits for its payment for more than 24 h (JSON). */
  waiting: (p: number) => part(p, 'waiting'),
  /** Stream, capped: disagreements between deliveries. */
  conflicts: (p: number) => part(p, 'conflicts'),
  /** Stream, capped: voided orders and credit notes. */
  voided: (p: number) => part(p, 'voided'),
  /** Pub/sub channel of deltas. */
  deltas: (p: number) => part(p, 'deltas'),
  /** Sorted set: living aggregators by their last sign of life, epoch ms of Redis. */
  aggregators: 'tw:aggregators',
  /** Stream, capped: rejected events. */
  deadLetters: 'tw:dead-letters',
  /** Stream, capped: late and future events. */
  late: 'tw:late',
  /** Hash: counters of the doors (accepted, late, rejected, …) that outlive a server. */
  counters: 'tw:counters',
  campaigns: 'tw:campaigns',
  /** Hash: campaign, milestone and minute → the second in which it was passed, epoch ms. */
  milestones: 'tw:milestones',
  /** Set: ids of all layouts kept here. */
  layouts: 'tw:layouts',
  /** Hash: draft, its version, the number of the published revision. */
  layout: (id: string) => `tw:{layout:${id}}:document`,
  /** Hash: number of a revision → note about it (JSON), number:text → the layout (JSON). */
  revisions: (id: string) => `tw:{layout:${id}}:revisions`,
  /** String: a file that layouts show. */
  asset: (name: string) => `tw:asset:${name}`,
  /** Hash: name of an asset → bytes. */
  assetSizes: 'tw:assets',
  /** Hash: when publishing asks twice. */
  freeze: 'tw:freeze',
  ingestKeys: 'tw:ingest-keys',
  /** Hash: id → screen (JSON). */
  screens: 'tw:{screens}:list',
  /** Hash: id of a screen → digest of its credential. */
  credentials: 'tw:{screens}:credentials',
  /** Hash: id of a screen → what it said of itself last (JSON). */
  beats: 'tw:{screens}:beats',
  /** Sorted set: digests of the secrets of devices that wait for a claim, by the end of it (epoch ms of Redis). */
  waitingPairings: 'tw:{screens}:waiting',
  /** Sorted set with expiry: those of one address, by its digest. */
  waitingFrom: (address: string) => `tw:{screens}:waiting:${address}`,
  /** String with expiry, by the digest of a device's secret: the id of the screen it became, empty while it waits. */
  pairing: (digest: string) => `tw:{screens}:pairing:${digest}`,
  /** String with expiry: a code → the digest of the secret of the device that shows it. */
  pairingCode: (code: string) => `tw:{screens}:code:${code}`,
  /** Hash: last reconciliation. */
  reconciled: 'tw:reconciled',
  /** Hash by view of the merged rolling metrics, for people with redis-cli. */
  now: (what: string) => `tw:now:${what}`,
  nowLease: 'tw:now-lease',
  /** Pub/sub channel of rare control messages between servers and aggregators. */
  control: 'tw:control',
} as const;
