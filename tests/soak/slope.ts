/** The middle of the slopes between all pairs of points (Theil–Sen): a few strange samples do not move it. 0 for less than two points. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes: number[] = [];
  points.forEach(([x, y], index) => {
    for (const [otherX, otherY] of points.slice(index + 1)) if (otherX !== x) slopes.push((otherY - y) / (otherX - x));
  });
  if (slopes.length === 0) return 0;
  slopes.sort((a, b) => a - b);
  const middle = slopes.length / 2;
  return ((slopes[Math.floor(middle)] as number) + (slopes[Math.ceil(middle) - 1] as number)) / 2;
}
