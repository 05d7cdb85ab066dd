/** Parameters of a property test: the seed is printed, and SEED=… plays it again. */
export function seeded(numRuns: number): { seed: number; numRuns: number } {
  const seed = Number(process.env.SEED ?? Date.now() % 2147483647);
  console.info(`SEED=${seed}`);
  return { seed, numRuns };
}
