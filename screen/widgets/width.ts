/** About how wide a text is set, px: Han as wide as it is high, figures and Latin a little over half. Rather too wide than too narrow. */
export function widthOf(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) ems += letter > '\u2e7f' ? 1 : /[.,:'|il ]/.test(letter) ? 0.32 : 0.58;
  return ems * size;
}

/** A text that fits into `room` px, cut with … when it must be. Empty when not even two letters fit. */
export function cut(text: string, size: number, room: number): string {
  if (widthOf(text, size) <= room) return text;
  let kept = '';
  for (const letter of text) {
    if (widthOf(`${kept}${letter}…`, size) > room) break;
    kept += letter;
  }
  return kept.length < 2 ? '' : `${kept.trimEnd()}…`;
}
