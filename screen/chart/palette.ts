const COLOURS = ['ground', 's1', 's2', 'line', 'line2', 't1', 't2', 't3', 'now', 'bar', 'amber'] as const;
const CATEGORIES = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'] as const;
const RAMP = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5'] as const;
const LETTERS = ['note', 'mark', 'body', 'strong', 'value', 'title'] as const;

/** How a text is set, as ECharts names it. */
export interface Letters {
  fontFamily: string;
  fontSize: number;
  fontWeight: number;
}

/** The tokens a canvas needs by value, since it knows no CSS variable. */
export type Palette = Record<(typeof COLOURS)[number], string> & {
  past: string;
  face: string;
  categories: string[];
  /** Six steps of one hue, from little to much. */
  ramp: string[];
  letters: Record<(typeof LETTERS)[number], Letters>;
};

/** `600 24px / 26px Barlow, …` as it is written in the tokens. */
export function readLetters(font: string): Letters {
  const [, weight, size, family] = /^(\d+) (\d+)px\s*\/\s*\d+px (.+)$/s.exec(font) ?? [];
  return { fontFamily: family ?? 'sans-serif', fontSize: Number(size ?? 0), fontWeight: Number(weight ?? 500) };
}

/** The tokens as they hold for `element`: its theme, its language. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const each = <Name extends string, Value>(names: readonly Name[], read: (name: string) => Value) =>
    Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, Value>;
  return {
    ...each(COLOURS, token),
    past: token('then'),
    face: token('face'),
    categories: CATEGORIES.map(token),
    ramp: RAMP.map(token),
    letters: each(LETTERS, (name) => readLetters(token(`type-${name}`))),
  };
}
