/** Rank of one slot: by value descending, unknown values last, then by key. */
export interface Ranked {
  readonly slot: number;
  readonly key: string;
  readonly value: number | undefined;
}

function before(a: Ranked, b: Ranked): boolean {
  const [one, other] = [a.value ?? Number.NEGATIVE_INFINITY, b.value ?? Number.NEGATIVE_INFINITY];
  if (one !== other) return one > other;
  return a.key < b.key;
}

/**
 * The first `top` of many, in order: a heap of the best so far with the worst on top, so 100,000 slots are not sorted.
 * O(n log top).
 */
export class Best {
  readonly #top: number;
  readonly #heap: Ranked[] = [];
  #seen = 0;

  constructor(top: number) {
    this.#top = top;
  }

  /** How many were offered. */
  get seen(): number {
    return this.#seen;
  }

  /** Offers one; `key` is asked for only when it matters. */
  offer(slot: number, value: number | undefined, keyOf: (slot: number) => string): void {
    this.#seen++;
    const heap = this.#heap;
    const worst = heap[0];
    if (heap.length === this.#top && worst !== undefined) {
      if ((value ?? Number.NEGATIVE_INFINITY) < (worst.value ?? Number.NEGATIVE_INFINITY)) return;
      const ranked = { slot, key: keyOf(slot), value };
      if (!before(ranked, worst)) return;
      heap[0] = ranked;
      this.#sink(0);
      return;
    }
    heap.push({ slot, key: keyOf(slot), value });
    this.#rise(heap.length - 1);
  }

  take(): number[] {
    return this.#heap.sort((a, b) => (before(a, b) ? -1 : 1)).map(({ slot }) => slot);
  }

  #rise(from: number): void {
    const heap = this.#heap;
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!before(heap[parent] as Ranked, heap[at] as Ranked)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(from: number): void {
    const heap = this.#heap;
    for (let at = from; ; ) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && before(heap[worst] as Ranked, heap[child] as Ranked)) worst = child;
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    [heap[a], heap[b]] = [heap[b] as Ranked, heap[a] as Ranked];
  }
}
