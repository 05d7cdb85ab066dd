import type { Words } from '../engine/checkpoint.ts';
import type { DeltaHead, Latest } from '../engine/shape.ts';

export interface MessageHead extends DeltaHead {
  /** Nothing changed: only `asOf` and the counters go on. Carries the revision of the delta before it. */
  beat?: true;
  words?: Words;
  latest?: Latest[];
}
export interface Message {
  head: MessageHead;
  /** Absolute values, as engine/deltas.ts reads them. */
  cells: Uint8Array;
}

/** A delta on the wire: length of the head (u32, little endian), head as JSON, cells. */
export function encodeMessage({ head, cells }: Message): Buffer {
  const text = Buffer.from(JSON.stringify(head));
  const message = Buffer.allocUnsafe(4 + text.length + cells.byteLength);
  message.writeUInt32LE(text.length, 0);
  text.copy(message, 4);
  message.set(cells, 4 + text.length);
  return message;
}

/** The inverse of encodeMessage; `cells` begins a buffer of its own, so that it may be viewed as numbers. Throws on anything else. */
export function decodeMessage(message: Buffer): Message {
  const end = 4 + message.readUInt32LE(0);
  if (end > message.length) throw new RangeError('The head of a delta is cut off');
  return {
    head: JSON.parse(message.toString('utf8', 4, end)) as MessageHead,
    cells: Uint8Array.prototype.slice.call(message, end),
  };
}
