import { REFUSED_NAMES } from './names.ts';

/** Bytes of UTF-8 a name or id may have. */
export const MOST_BYTES = 128;
const REFUSED = new Set(REFUSED_NAMES);

/** Why a string cannot be a name or an id. */
export type TextFault = 'long' | 'control' | 'refused';

/** The UTF-8 length of `text`; -1 when it holds a control character or half a surrogate pair, above `MOST_BYTES` when too long. */
function measure(text: string): number {
  const { length } = text;
  if (length > MOST_BYTES) return MOST_BYTES + 1;
  let bytes = length;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) {
      if (code < 0x20 || code === 0x7f) return -1;
    } else if (code < 0x800) {
      if (code < 0xa0) return -1;
      bytes += 1;
    } else if (code < 0xd800 || code > 0xdfff) {
      bytes += 2;
    } else {
      const low = text.charCodeAt(index + 1);
      if (code > 0xdbff || !(low >= 0xdc00 && low <= 0xdfff)) return -1;
      bytes += 2;
      index += 1;
    }
  }
  return bytes;
}

/** What is wrong with `text` as a free text of at most 128 bytes (a buyer), or undefined. */
export function textFault(text: string): TextFault | undefined {
  const bytes = measure(text);
  if (bytes < 0) return 'control';
  return bytes > MOST_BYTES ? 'long' : undefined;
}

/** What is wrong with `text` as a name or id, or undefined. The empty string is missing, which is for the caller to judge. */
export function nameFault(text: string): TextFault | undefined {
  return textFault(text) ?? (REFUSED.has(text) ? 'refused' : undefined);
}

/** A title as it is kept: at most 128 bytes, cut between characters, without control characters or half surrogate pairs. Never refused. */
export function trimTitle(text: string): string {
  if (textFault(text) === undefined) return text;
  let kept = '';
  let bytes = 0;
  for (const character of text.slice(0, MOST_BYTES)) {
    const size = measure(character);
    if (size < 0) continue;
    bytes += size;
    if (bytes > MOST_BYTES) break;
    kept += character;
  }
  return kept;
}
