/** Reasons and how often each was met, with the first rows as examples. Bounded: past 50 reasons they share one line. */
export class Reasons {
  readonly #counts = new Map<string, { count: number; examples: string[] }>();

  add(reason: string, example: string | number): void {
    const name = this.#counts.has(reason) || this.#counts.size < 50 ? reason : 'other reasons';
    const found = this.#counts.get(name) ?? { count: 0, examples: [] };
    this.#counts.set(name, found);
    found.count += 1;
    if (found.examples.length < 3) found.examples.push(String(example));
  }

  get total(): number {
    let sum = 0;
    for (const { count } of this.#counts.values()) sum += count;
    return sum;
  }

  /** Most frequent first. */
  list(): { reason: string; count: number; examples: readonly string[] }[] {
    return [...this.#counts].map(([reason, met]) => ({ reason, ...met })).sort((a, b) => b.count - a.count);
  }
}
