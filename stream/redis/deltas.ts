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

/** A delta on the wire: length of the head (u32, little endian), head as JSON, cells. Begins `room` where that is long enough. */
export function encodeMessage({ head, cells }: Message, room?: Buffer): Buffer {
  const text = JSON.stringify(head);
  const length = Buffer.byteLength(text);
  const size = 4 + length + cells.byteLength;
  const message = room !== undefined && room.length >= size ? room.subarray(0, size) : Buffer.allocUnsafe(size);
  message.writeUInt32LE(length, 0);
  message.write(text, 4);
  message.set(cells, 4 + length);
  return message;
}

/** The inverse of encodeMessage; `cells` is a part of the message. Throws on anything else. */
export function decodeMessage(message: Buffer): Message {
  const end = 4 + message.readUInt32LE(0);
  if (end > message.length) throw new RangeError('The head of a delta is cut off');
  return {
    head: JSON.parse(message.toString('utf8', 4, end)) as MessageHead,
    cells: message.subarray(end),
  };
}
