export interface Slope {
  value: number;
  /** Between these it lies in 95 of 100 runs, as far as the scatter of the points tells. */
  low: number;
  high: number;
}

/** Standard deviations that hold 95 of 100. */
const NORMAL = 1.96;

/**
 * The middle of the slopes between all pairs of points (Theil–Sen), with Sen's interval: a few strange samples move
 * neither. 0 for less than two points.
 */
export function slope(points: readonly (readonly [x: number, y: number])[]): Slope {
  const slopes: number[] = [];
  points.forEach(([x, y], index) => {
    for (const [otherX, otherY] of points.slice(index + 1)) if (otherX !== x) slopes.push((otherY - y) / (otherX - x));
  });
  if (slopes.length === 0) return { value: 0, low: 0, high: 0 };
  slopes.sort((a, b) => a - b);
  const at = (place: number) => slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(place)))] as number;
  const middle = slopes.length / 2;
  const count = points.length;
  const spread = (NORMAL * Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18)) / 2;
  return {
    value: (at(Math.floor(middle)) + at(Math.ceil(middle) - 1)) / 2,
    low: at(middle - spread - 1),
    high: at(middle + spread),
  };
}
