/** Another owner has the partition: this one must forget it, whatever it knows. */
export class Fenced extends Error {
  constructor(partition: number, fence: number) {
    super(`Partition ${partition} has another owner now; fence ${fence} is over.`);
  }
}

/** Redis no longer holds what was counted: the partition must be loaded again from what stands. */
export class Lost extends Error {
  constructor(partition: number, what: string) {
    super(`Partition ${partition} lost data: ${what}.`);
  }
}
