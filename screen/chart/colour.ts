type Channels = [red: number, green: number, blue: number];

/** `#abc` or `#aabbcc` as three channels of 0 to 255. */
function channels(colour: string): Channels {
  const hex = colour.length === 4 ? colour.replace(/[^#]/g, '$&$&') : colour;
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Channels;
}

/** What lies `part` (0 to 1) of the way from one token to the other. */
export function mix(from: string, to: string, part: number): string {
  const [a, b] = [channels(from), channels(to)];
  const mixed = a.map((value, index) => Math.round(value + ((b[index] as number) - value) * part));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance, 0 to 1, as WCAG reckons it. */
export function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 to 21, as WCAG reckons it. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The one of `inks` that reads best on `fill`. */
export const readable = (fill: string, inks: readonly [string, ...string[]]): string =>
  inks.reduce((best, ink) => (contrast(ink, fill) > contrast(best, fill) ? ink : best));

/** `count` shades of one hue from `strong` towards `weak`, the first the strongest: an order without a second colour. */
export const shades = (strong: string, weak: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => mix(strong, weak, count < 2 ? 0 : (index / (count - 1)) * 0.72));
