import type { Language, Words } from '../../../layouts/document.ts';
import { text } from '../words.ts';

export interface Part {
  words: string;
  role: 'strong' | 'quiet' | 'accent';
}

/** The segments in the wall's language, line by line. What has no words in any language is left out. */
export function linesOf(
  segments: readonly { text: Words; role: Part['role']; line: boolean }[],
  title: string,
  language: Language,
): Part[][] {
  const lines: Part[][] = [[]];
  for (const segment of segments) {
    const words = text(segment.text, language);
    if (segment.line && (lines[lines.length - 1]?.length ?? 0) > 0) lines.push([]);
    if (words) lines[lines.length - 1]?.push({ words, role: segment.role });
  }
  if (segments.length === 0 && title) lines[0]?.push({ words: title, role: 'strong' });
  return lines.filter((line) => line.length > 0);
}
