/** First and last byte that are asked for, both included. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * What a Range header asks for of a file of `size` bytes, by RFC 9110 section 14: `all` without one, with several ranges or
 * with one that is none of bytes, all of which a server may answer whole; `none` when the file has nothing of it (416).
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'all' | 'none' {
  const [, from = '', to = ''] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header ?? '') ?? [];
  if (from === '' && to === '') return 'all';
  const end = size - 1;
  if (from === '')
    return Number(to) === 0 || size === 0 ? 'none' : { first: Math.max(0, size - Number(to)), last: end };
  if (to !== '' && Number(to) < Number(from)) return 'all';
  if (Number(from) > end) return 'none';
  return { first: Number(from), last: to === '' ? end : Math.min(end, Number(to)) };
}
