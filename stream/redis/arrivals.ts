/** Lets those who arrive together go on together. */
export class Arrivals {
  private readonly coming = new Set<Promise<unknown>>();

  /** Resolves or rejects as `arrival` does, but not before those that were under way with it have ended, however they did. */
  async join<T>(arrival: Promise<T>): Promise<T> {
    const ended: Promise<unknown> = arrival.catch(() => {}).then(() => this.coming.delete(ended));
    this.coming.add(ended);
    const arrived = await arrival;
    await Promise.all(this.coming);
    return arrived;
  }
}
