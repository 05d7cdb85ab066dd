/** A stream id as two numbers; ids sort by the first, then the second. */
export interface Offset {
  readonly ms: number;
  readonly seq: number;
}
export const START: Offset = { ms: 0, seq: 0 };

/** Throws RangeError when the text is no stream id. */
export function parseOffset(text: string): Offset {
  const match = /^(\d{1,16})-(\d{1,16})$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is no stream id`);
  return { ms: Number(match[1]), seq: Number(match[2]) };
}
export const formatOffset = ({ ms, seq }: Offset): string => `${ms}-${seq}`;
/** Negative when `a` is before `b`. */
export const compareOffsets = (a: Offset, b: Offset): number => a.ms - b.ms || a.seq - b.seq;
