/** A priority queue by `due`; those of one instant come out in the order they went in. O(log n). */
export class Queue<T extends { due: number }> {
  readonly #heap: { order: number; entry: T }[] = [];
  #order = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** When the first is due; Infinity when there is none. */
  get next(): number {
    return this.#heap[0]?.entry.due ?? Infinity;
  }

  push(entry: T): void {
    const heap = this.#heap;
    const node = { order: this.#order++, entry };
    let at = heap.length;
    heap.push(node);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (!above || !before(node, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = node;
  }

  pop(): T | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const node = heap.pop();
    if (!top || !node) return undefined;
    if (heap.length === 0) return top.entry;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const left = heap[child];
      if (!left) break;
      const right = heap[child + 1];
      const smaller = right && before(right, left) ? right : left;
      if (smaller === right) child += 1;
      if (!before(smaller, node)) break;
      heap[at] = smaller;
      at = child;
    }
    heap[at] = node;
    return top.entry;
  }
}

type Node = { order: number; entry: { due: number } };
const before = (a: Node, b: Node) => a.entry.due < b.entry.due || (a.entry.due === b.entry.due && a.order < b.order);
