/** One event as it goes over the wire: money is decimal strings, `at` epoch ms. */
export interface WireEvent {
  type: string;
  id: string;
  at: number;
  [field: string]: unknown;
}

/** One event as a file has it, before anybody looked at it. */
export type FiledEvent = Record<string, unknown>;

/** One record of a CSV file. `row` counts records from 1, the header left out. */
export interface Row {
  row: number;
  fields: readonly string[];
}

/** Told of every row that makes no event, and why; the reason is counted and printed as it stands. */
export type Skip = (row: number, reason: string) => void;

/** A file format somebody's shop exports, and how its rows become events. One file a vendor. */
export interface FileSource {
  readonly name: string;
  /** The header by which the file is known, in this order. */
  readonly columns: readonly string[];
  /** What of the file stands in memory while it is read; printed before it starts. */
  readonly holds: string;
  /** Ids are the same at every reading, so that a second replay counts nothing twice. */
  read(rows: AsyncIterable<readonly Row[]>, skip: Skip): AsyncIterable<WireEvent>;
}
