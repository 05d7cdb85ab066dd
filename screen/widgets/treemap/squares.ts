export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The least square of a row of areas along a side: the longer side over the shorter one. */
function worst(areas: readonly number[], side: number): number {
  const sum = areas.reduce((total, area) => total + area, 0);
  const depth = sum / side;
  return Math.max(...areas.map((area) => Math.max(depth / (area / depth), area / depth / depth)));
}

/**
 * Rectangles in the proportion of `values` (above zero, the largest first) that fill width × height, as nearly square as
 * rows of them can be (squarified treemap, Bruls et al. 2000).
 */
export function squares(values: readonly number[], width: number, height: number): Rect[] {
  const sum = values.reduce((total, value) => total + value, 0);
  const areas = values.map((value) => (value / sum) * width * height);
  const placed: Rect[] = [];
  let free: Rect = { x: 0, y: 0, width, height };
  for (let start = 0; start < areas.length; ) {
    const side = Math.min(free.width, free.height);
    let end = start + 1;
    while (end < areas.length && worst(areas.slice(start, end + 1), side) <= worst(areas.slice(start, end), side))
      end += 1;
    const row = areas.slice(start, end);
    const depth = row.reduce((total, area) => total + area, 0) / side;
    const down = free.width >= free.height;
    let along = down ? free.y : free.x;
    for (const area of row) {
      const length = area / depth;
      placed.push(
        down
          ? { x: free.x, y: along, width: depth, height: length }
          : { x: along, y: free.y, width: length, height: depth },
      );
      along += length;
    }
    free = down
      ? { ...free, x: free.x + depth, width: free.width - depth }
      : { ...free, y: free.y + depth, height: free.height - depth };
    start = end;
  }
  return placed;
}
