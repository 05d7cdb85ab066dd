import type { Point } from '../../chart/geojson.ts';

/** A named region: where its name stands, and the line to its place; px. */
export interface Callout {
  code: string;
  top: number;
  left: number;
  /** Corners of the line. */
  leader: readonly Point[];
}

export const PITCH = 31;
const ELBOW = 26;
const GAP = 8;

/** Names in a column at `left`, each as near to the height of its place as the others and `from`…`to` allow, north to south, so that no two lines cross. */
export function callouts(
  places: readonly { code: string; at: Point }[],
  left: number,
  from: number,
  to: number,
): Callout[] {
  const sorted = [...places].sort((a, b) => a.at[1] - b.at[1] || (a.code < b.code ? -1 : 1));
  const tops: number[] = [];
  for (const { at } of sorted) tops.push(Math.max(at[1] - PITCH / 2, (tops.at(-1) ?? from - PITCH) + PITCH));
  let ceiling = to;
  for (let index = tops.length - 1; index >= 0; index -= 1) {
    ceiling = Math.min(tops[index] as number, ceiling - PITCH);
    tops[index] = ceiling;
  }
  return sorted.map(({ code, at }, index) => {
    const top = tops[index] as number;
    const middle = top + PITCH / 2;
    return {
      code,
      top,
      left,
      leader: [at, [Math.max(at[0], left - ELBOW), middle], [left - GAP, middle]],
    };
  });
}

/** Names without lines in columns of `width`, the largest first, under `top` and no lower than `bottom`. */
export function listed(codes: readonly string[], left: number, top: number, bottom: number, width: number): Callout[] {
  const rows = Math.max(1, Math.floor((bottom - top) / PITCH));
  return codes.map((code, index) => ({
    code,
    top: top + (index % rows) * PITCH,
    left: left + Math.floor(index / rows) * width,
    leader: [],
  }));
}
