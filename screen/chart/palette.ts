const NAMES = ['ground', 'line', 'line2', 't1', 't2', 't3', 'now', 'bar'] as const;
const CATEGORIES = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'] as const;

/** The colours a canvas needs by value, since it knows no CSS variable. */
export type Palette = Record<(typeof NAMES)[number], string> & { past: string; face: string; categories: string[] };

/** The tokens as they hold for `element`: its theme, its language. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const colours = Object.fromEntries(NAMES.map((name) => [name, token(name)])) as Record<
    (typeof NAMES)[number],
    string
  >;
  return { ...colours, past: token('then'), face: token('face'), categories: CATEGORIES.map(token) };
}
