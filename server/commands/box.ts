import { widthOf } from './help.ts';

/** Lines in a frame, for the one thing that must be seen in a scrolling terminal. */
export function box(lines: readonly string[]): string {
  const width = Math.max(...lines.map(widthOf));
  const edge = '─'.repeat(width + 4);
  const rows = lines.map((line) => `│  ${line}${' '.repeat(width - widthOf(line))}  │`);
  return ['', `┌${edge}┐`, ...rows, `└${edge}┘`, ''].join('\n');
}
