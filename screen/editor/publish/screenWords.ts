import type { Language } from '../../../layouts/document.ts';
import type { Extent } from '../../wall/fit.ts';
import { say } from '../../widgets/words.ts';
import { SMALLEST_TEXT } from '../problems.ts';
import type { Look } from './screens.ts';

export const sizeName = ({ width, height }: Extent): string => `${width} × ${height}`;

/** How a canvas looks on a screen, in one line. */
export function lookWords({ scale, text, margin }: Look, language: Language): string {
  const words = (chinese: string, english: string) => say(language, chinese, english);
  const share = `${Math.round(scale * 100)} %`;
  const facts = [
    words(
      `画布放大到 ${share}，${SMALLEST_TEXT} 号字高 ${text} 像素`,
      `The canvas is shown at ${share}, text of size ${SMALLEST_TEXT} is ${text} px high`,
    ),
  ];
  if (margin.x > 0) facts.push(words(`左右各空 ${margin.x}`, `${margin.x} px empty on each side`));
  if (margin.y > 0) facts.push(words(`上下各空 ${margin.y}`, `${margin.y} px empty above and below`));
  if (margin.x < 0) facts.push(words(`左右各裁掉 ${-margin.x}`, `${-margin.x} px cut off on each side`));
  if (margin.y < 0) facts.push(words(`上下各裁掉 ${-margin.y}`, `${-margin.y} px cut off above and below`));
  return facts.join(' · ');
}
